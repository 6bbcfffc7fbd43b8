package afb4j.core.schema;

import afb4j.api.BinderException;
import afb4j.api.Json;
import afb4j.api.JsonException;
import afb4j.api.SchemaUse;
import afb4j.api.Status;
import afb4j.api.Verb;
import afb4j.api.VerbHandler;
import com.google.errorprone.annotations.ThreadSafe;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.SchemaParsingContext;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.math.BigInteger;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Whether the argument of a call fits the input schema of its verb.
///
/// Made when a verb is added to a binder that validates; nothing here is loaded by one that does not.
@ThreadSafe
@SuppressWarnings("Immutable") // the validator is not changed once its schema is registered
public final class ArgumentCheck {

    private static final Map<String, Integer> BITS_BY_FORMAT = Map.of("int32", Integer.SIZE, "int64", Long.SIZE);

    private final Validator validator;
    private final URI schema;

    private ArgumentCheck(Validator validator, URI schema) {
        this.validator = validator;
        this.schema = schema;
    }

    /// The same verb, whose handler runs only with arguments that fit its input schema: others are answered
    /// `invalid-request` with the place, what was expected and what came. A verb without schema stays as it is.
    ///
    /// @param api its name, for messages
    /// @throws BinderException when the schema is none, or cannot be made; the message names the verb
    public static Verb checked(String api, Verb verb) {
        Optional<ArgumentCheck> check = of(api + "/" + verb.name(), verb);
        return check.map(found -> verb.withHandler(found.before(verb.handler())))
                .orElse(verb);
    }

    private static Optional<ArgumentCheck> of(String place, Verb verb) {
        try {
            boolean isGiven = verb.input().isGiven();
            return verb.input().schema(SchemaUse.INPUT).map(schema -> of(schema, isGiven));
        } catch (InvalidSchemaException invalid) {
            throw new BinderException(
                    place + ": its input schema is none: " + MismatchWords.text(invalid.getErrors(), Json.NULL),
                    invalid);
        } catch (JsonSchemaException | JsonException unusable) {
            throw new BinderException(place + ": its input schema cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /// The check against a schema that somebody wrote.
    static ArgumentCheck of(Json schema) {
        return of(schema, true);
    }

    /// @param isChecked whether it is checked against the schema of schemas, which takes some milliseconds
    private static ArgumentCheck of(Json schema, boolean isChecked) {
        Validator validator = new ValidatorFactory()
                .withDisabledSchemaValidation(!isChecked)
                .withJsonNodeFactory(new JsonValueNode.Factory())
                .withEvaluatorFactory(new WholeNumbers())
                .withMessageProvider(new MismatchWords())
                .createValidator();
        return new ArgumentCheck(validator, validator.registerSchema(JsonValueNode.of(schema)));
    }

    private VerbHandler before(VerbHandler handler) {
        return request -> {
            Optional<String> fault = fault(request.json());
            if (fault.isPresent()) {
                request.fail(Status.invalidRequest(fault.get()));
            } else {
                handler.handle(request);
            }
        };
    }

    /// What is wrong with an argument, such as `/position/lat: expected a number, got "x"`; empty if it fits.
    Optional<String> fault(Json argument) {
        try {
            Validator.Result result = validator.validate(schema, JsonValueNode.of(argument));
            return result.isValid() ? Optional.empty() : Optional.of(MismatchWords.text(result.getErrors(), argument));
        } catch (JsonException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        }
    }

    /// The formats `int32` and `int64`.
    private static final class WholeNumbers implements EvaluatorFactory {

        @Override
        public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
            if (!keyword.equals("format") || !value.isString()) {
                return Optional.empty();
            }
            return Optional.ofNullable(BITS_BY_FORMAT.get(value.asString())).map(WholeNumbers::ofBits);
        }

        private static Evaluator ofBits(int bits) {
            BigInteger limit = BigInteger.ONE.shiftLeft(bits - 1);
            return (_, node) -> {
                boolean fits = !node.isInteger()
                        || (node.asInteger().compareTo(limit) < 0
                                && node.asInteger().compareTo(limit.negate()) >= 0);
                return fits
                        ? Evaluator.Result.success()
                        : Evaluator.Result.failure("a whole number of " + bits + " bits");
            };
        }
    }
}
