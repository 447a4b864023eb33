package dev.sluice.scanners.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Files that look like a repository's, with secrets, damaged secrets, near misses and bare keywords
 * strewn in. The same seed gives the same files.
 */
final class Corpus {

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

    private final Random random;
    private final List<SecretRule> rules = SecretRules.bundled().list();

    private Corpus(long seed) {
        random = new Random(seed);
    }

    static List<byte[]> of(long seed, int files) {
        var corpus = new Corpus(seed);
        var contents = new ArrayList<byte[]>();
        for (int i = 0; i < files; i++) {
            contents.add(corpus.file(4096 + corpus.random.nextInt(16384), 12));
        }
        return contents;
    }

    /** A file without anything planted, of a size. */
    static byte[] code(long seed, int size) {
        return new Corpus(seed).file(size, Integer.MAX_VALUE);
    }

    private byte[] file(int size, int codePerPlant) {
        var text = new StringBuilder();
        while (text.length() < size) {
            boolean plant = random.nextInt(codePerPlant) == 0;
            text.append(plant ? plant() : CODE[random.nextInt(CODE.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String plant() {
        SecretRule rule = rules.get(random.nextInt(rules.size()));
        List<String> templates = random.nextInt(4) == 0 ? rule.notFound() : rule.found();
        String template = templates.get(random.nextInt(templates.size()));
        String text = ExampleTemplate.expand(template, random.nextLong());
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(random.nextInt(text.length()));
            case 1 -> text.substring(0, random.nextInt(text.length()));
            case 2 -> text + text;
            case 3 -> rule.keywords().getFirst() + text;
            default -> text + "\n";
        };
    }
}
