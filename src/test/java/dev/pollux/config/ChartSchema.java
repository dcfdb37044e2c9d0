package dev.pollux.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pollux.config.Setting.Section;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code config} of the chart's values accepts, as JSON Schema, made of the same list that the worker reads by: an unknown key
 * or a wrong value fails before anything is installed. Any value may be an expression of the environment instead.
 */
final class ChartSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WORDS = Pattern.compile("[a-z-]+(?:, [a-z-]+)* or [a-z-]+");
    private static final Pattern NUMBER =
            Pattern.compile("a (whole )?number(?: from ([\\d.]+) to ([\\d.]+)|, at least (\\d+))");

    private ChartSchema() {}

    /** The schema of the whole section, closed but for the sections whose keys are free. */
    static ObjectNode config() {
        ObjectNode root = closed();
        for (Setting setting : Keys.settings()) {
            List<String> path =
                    List.of((setting instanceof Section free ? free.section() : setting.name()).split("\\."));
            ObjectNode section = root;
            for (String name : path.subList(0, path.size() - 1)) {
                ObjectNode properties = section.withObjectProperty("properties");
                if (!properties.has(name)) {
                    properties.set(name, closed());
                }
                section = properties.withObjectProperty(name);
            }
            section.withObjectProperty("properties").set(path.getLast(), described(setting));
        }
        return root;
    }

    /** As it is written into the file. */
    static String text(JsonNode schema) throws IOException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }

    private static ObjectNode closed() {
        ObjectNode section = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        section.putObject("properties");
        return section;
    }

    private static ObjectNode described(Setting setting) {
        ObjectNode schema = JSON.objectNode().put("description", setting.meaning());
        if (setting instanceof Section) {
            return schema.put("type", "object");
        }
        ArrayNode forms = schema.putArray("anyOf");
        forms(setting.accepted(), forms);
        forms.addObject().put("$ref", "#/$defs/expression");
        return schema;
    }

    private static void forms(String accepted, ArrayNode forms) {
        Matcher number = NUMBER.matcher(accepted);
        if (accepted.equals("true or false")) {
            forms.addObject().put("type", "boolean");
        } else if (number.matches()) {
            number(number, forms.addObject());
        } else if (WORDS.matcher(accepted).matches()) {
            ArrayNode words = forms.addObject().putArray("enum");
            Pattern.compile(", | or ").splitAsStream(accepted).forEach(words::add);
        } else if (accepted.startsWith("an ISO-8601 duration")) {
            text(forms, "^[pP]");
        } else if (accepted.startsWith("earliest, latest, none, or an ISO-8601 duration")) {
            text(forms, "^(earliest|latest|none|[pP].+)$");
        } else if (accepted.startsWith("bytes, or a number with")) {
            forms.addObject().put("type", "integer").put("minimum", 1);
            text(forms, "^[0-9]+(KiB|MiB|GiB)?$");
        } else if (accepted.startsWith("topic names, in YAML a list")) {
            forms.addObject()
                    .put("type", "array")
                    .put("minItems", 1)
                    .putObject("items")
                    .put("type", "string");
            text(forms, "^[^\\s]");
        } else if (accepted.startsWith("an http or https URL")) {
            text(forms, "^https?://.");
        } else {
            forms.addObject().put("type", "string");
        }
    }

    private static void number(Matcher number, ObjectNode form) {
        boolean whole = number.group(1) != null;
        form.put("type", whole ? "integer" : "number");
        if (number.group(4) != null) {
            form.put("minimum", Long.parseLong(number.group(4)));
        } else if (whole) {
            form.put("minimum", Long.parseLong(number.group(2))).put("maximum", Long.parseLong(number.group(3)));
        } else {
            form.put("minimum", Double.parseDouble(number.group(2)))
                    .put("maximum", Double.parseDouble(number.group(3)));
        }
    }

    private static void text(ArrayNode forms, String pattern) {
        forms.addObject().put("type", "string").put("pattern", pattern);
    }
}
