// JSON schemas as a form needs them.

const DEEPEST = 5;

/** A schema with its references followed, `allOf` merged, and null apart: {schema, isNullable}. */
export function resolved(schema, root, depth = 0) {
  if (schema === true || schema === null || typeof schema !== 'object' || depth > 20) {
    return {schema: {}, isNullable: true};
  }
  if (typeof schema.$ref === 'string') {
    const {$ref, ...beside} = schema;
    const found = resolved(pointed(root, $ref), root, depth + 1);
    return {...found, schema: {...found.schema, ...beside}};
  }
  if (Array.isArray(schema.allOf)) {
    const {allOf, ...own} = schema;
    return {schema: allOf.reduce((all, one) => merged(all, resolved(one, root, depth + 1).schema), own), isNullable: false};
  }
  const kinds = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(kinds)) {
    const {anyOf, oneOf, ...own} = schema;
    const others = kinds.filter(kind => kind?.type !== 'null');
    const isNullable = others.length < kinds.length;
    return others.length === 1 ? {schema: {...resolved(others[0], root, depth + 1).schema, ...own}, isNullable}
      : {schema: {...own, anyOf: others}, isNullable};
  }
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter(type => type !== 'null');
    const isNullable = types.length < schema.type.length;
    return types.length === 1 ? {schema: {...schema, type: types[0]}, isNullable}
      : {schema: {...schema, type: undefined, anyOf: types.map(type => ({type}))}, isNullable};
  }
  return {schema, isNullable: false};
}

function merged(one, other) {
  return {
    ...one,
    ...other,
    properties: {...one.properties, ...other.properties},
    required: [...(one.required ?? []), ...(other.required ?? [])],
  };
}

function pointed(root, reference) {
  if (!reference.startsWith('#')) {
    return {};
  }
  return reference.slice(1).split('/').filter(step => step !== '')
    .map(step => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((at, step) => (at !== null && typeof at === 'object' ? at[step] : undefined), root) ?? {};
}

/** Which kind of field a resolved schema gets. */
export function kindOf(schema, depth) {
  if (Array.isArray(schema.enum) || schema.const !== undefined) {
    return 'enum';
  }
  if (depth > DEEPEST) {
    return 'json';
  }
  if (Array.isArray(schema.anyOf)) {
    return 'variants';
  }
  const type = schema.type ?? (schema.properties ? 'object' : schema.items ? 'array' : undefined);
  switch (type) {
    case 'boolean':
    case 'string':
    case 'number':
    case 'integer':
      return type;
    case 'object':
      return schema.properties && Object.keys(schema.properties).length > 0 ? 'object' : 'json';
    case 'array':
      return schema.items && typeof schema.items === 'object' ? 'array' : 'json';
    default:
      return 'json';
  }
}

/** What kind of values a schema takes, in a word or two, for people. */
export function typeText(schema, root) {
  const found = resolved(schema, root).schema;
  if (Array.isArray(found.enum)) {
    return 'one of ' + found.enum.map(value => JSON.stringify(value)).join(', ');
  }
  if (Array.isArray(found.anyOf)) {
    return found.anyOf.map(kind => typeText(kind, root)).join(' or ');
  }
  const type = found.type ?? 'any value';
  if (type === 'array') {
    return `list of ${found.items ? typeText(found.items, root) : 'values'}`;
  }
  const low = found.minimum ?? found.exclusiveMinimum;
  const high = found.maximum ?? found.exclusiveMaximum;
  const bounds = low !== undefined && high !== undefined ? `, ${low} to ${high}`
    : low !== undefined ? `, from ${low}` : high !== undefined ? `, up to ${high}` : '';
  return type + bounds;
}
