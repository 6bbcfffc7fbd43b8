// Calls as lines for a shell.

/** One word of a POSIX shell, whatever is in it. */
export function quoted(word) {
  if (word !== '' && /^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) {
    return word;
  }
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function path(text) {
  return text.split('/').map(encodeURIComponent).join('/');
}

/** The line for curl. A token is not written down: the line takes it from the variable TOKEN. */
export function curlLine({origin, root, api, verb, args, withToken, session}) {
  const words = ['curl', '-sS', `${origin}${root}/${path(api)}/${path(verb)}`];
  words.push('-H', 'Content-Type: application/json');
  if (session) {
    words.push('-H', `x-afb-uuid: ${session}`);
  }
  const line = words.map(quoted).join(' ');
  const token = withToken ? ' -H "Authorization: Bearer $TOKEN"' : '';
  return `${line}${token} -d ${quoted(JSON.stringify(args ?? null))}`;
}

/** The line for afb4j client. */
export function clientLine({origin, root, api, verb, args, withToken, session}) {
  const address = origin.replace(/^http/, 'ws') + root;
  const options = [];
  if (session) {
    options.push('-u', quoted(session));
  }
  if (withToken) {
    options.push('-t', '"$TOKEN"');
  }
  const words = [address, api, verb, JSON.stringify(args ?? null)].map(quoted);
  return ['afb4j', 'client', ...options, ...words].join(' ');
}

/** Puts a text into the clipboard; answers whether that worked. */
export async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

// Pages that came by plain HTTP from another machine have no clipboard.
function copiedBySelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'offscreen';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
