package dev.sluice.scanners.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Files that look like a repository's, with secrets, damaged secrets, near misses and bare keywords
 * strewn in, made from the examples of rules. The same seed gives the same files; nothing in them
 * was ever valid.
 */
public final class SeededFiles {

    private static final String[] CODE = {
        "import java.util.List;\n",
        "    private final Map<String, Integer> counts = new HashMap<>();\n",
        "  key: value # a comment about the key and its secret\n",
        "{\"name\": \"left-pad\", \"version\": \"1.3.0\", \"integrity\": \"sha512-XI5MPz\"}\n",
        "function(e,t){return e.password=t.token||null,n(e,\"api_key\")}",
        "\r\n<dependency><groupId>org.acme</groupId></dependency>\r\n",
        "const url = \"https://service.acme.internal/api/webhooks/list?x=1&y=2\";\n",
        "\tif err != nil { return fmt.Errorf(\"msg.send: %w\", err) }\n",
        "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4\n",
        "\u00fcber \u20ac \ud83d\ude00\n",
    };

    private static final int SMALLEST = 4096;
    private static final int VARIATION = 16384;
    private static final int CODE_PER_PLANT = 12;

    private final Random random;
    private final List<SecretRule> rules;

    private SeededFiles(SecretRules rules, long seed) {
        this.random = new Random(seed);
        this.rules = rules.list().stream().filter(rule -> !rule.found().isEmpty()).toList();
    }

    /** So many files of some kilobytes, each with several plants. */
    public static List<byte[]> of(SecretRules rules, long seed, int files) {
        var seeded = new SeededFiles(rules, seed);
        var contents = new ArrayList<byte[]>();
        for (int i = 0; i < files; i++) {
            contents.add(seeded.file(SMALLEST + seeded.random.nextInt(VARIATION), CODE_PER_PLANT));
        }
        return contents;
    }

    /** A file without anything planted, of a size. */
    public static byte[] code(long seed, int size) {
        return new SeededFiles(SecretRules.bundled(), seed).file(size, Integer.MAX_VALUE);
    }

    private byte[] file(int size, int codePerPlant) {
        var text = new StringBuilder();
        while (text.length() < size) {
            boolean plant = !rules.isEmpty() && random.nextInt(codePerPlant) == 0;
            text.append(plant ? plant() : CODE[random.nextInt(CODE.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String plant() {
        SecretRule rule = rules.get(random.nextInt(rules.size()));
        boolean nearMiss = random.nextInt(4) == 0 && !rule.notFound().isEmpty();
        List<String> templates = nearMiss ? rule.notFound() : rule.found();
        String template = templates.get(random.nextInt(templates.size()));
        String text = ExampleTemplate.expand(template, random.nextLong());
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(random.nextInt(text.length()));
            case 1 -> text.substring(0, random.nextInt(text.length()));
            case 2 -> text + text;
            case 3 -> rule.keywords().isEmpty() ? text : rule.keywords().getFirst() + text;
            default -> text + "\n";
        };
    }
}
