package dev.sluice.scanners.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * All keywords of all rules in one automaton (Aho and Corasick), so that a text is read once
 * however many rules there are. ASCII letters match in either case.
 *
 * <p>The automaton is one flat table and runs only where {@link Grams} say that there may be a
 * keyword. It is started before the first that can be there and stopped behind the last, so what it
 * finds is what it would find on the whole text.
 */
final class Keywords {

    /** Is told about every keyword in a text, in order of their ends. */
    interface Listener {

        /**
         * Keywords end before this offset.
         *
         * @param rules by index; the same array each time, not to be changed
         * @param lengths of the keyword of each of these rules, the longest if there are several;
         *     likewise
         */
        void keyword(int[] rules, int[] lengths, int end);
    }

    /** Grams that are looked at in one go, at every second byte. */
    private static final int STEP = 8;

    private final byte[] columnOf = new byte[256];
    private final int columns;
    private final int shift;
    private final int[] table;
    private final int[] depth;
    private final int[][] rulesEnding;
    private final int[][] lengthsEnding;
    private final Grams grams;

    /**
     * Builds the automaton.
     *
     * @param keywordsByRule in lower case, ASCII
     */
    Keywords(List<List<String>> keywordsByRule) {
        columns = assignColumns(keywordsByRule);
        shift = Integer.SIZE - Integer.numberOfLeadingZeros(columns - 1);
        List<Node> nodes = trie(keywordsByRule);
        link(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).state = i << shift;
        }
        table = new int[nodes.size() << shift];
        depth = new int[nodes.size()];
        rulesEnding = new int[nodes.size()][];
        lengthsEnding = new int[nodes.size()][];
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            for (int column = 0; column < columns; column++) {
                table[node.state + column] = node.next[column].state;
            }
            depth[i] = node.depth;
            rulesEnding[i] = ints(node.lengthByRule.keySet());
            lengthsEnding[i] = ints(node.lengthByRule.values());
        }
        grams = new Grams(keywordsByRule.stream().flatMap(List::stream).distinct().toList());
    }

    private static int[] ints(Collection<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    void scan(byte[] text, Listener listener) {
        var automaton = new Automaton(text, listener);
        int last = text.length - (STEP - 2) - Grams.READ;
        int i = 0;
        for (; i <= last; i += STEP) {
            int any =
                    grams.three(text, i)
                            | grams.three(text, i + 2)
                            | grams.three(text, i + 4)
                            | grams.three(text, i + 6);
            if (any != 0) {
                lookCloser(text, i, automaton);
            }
        }
        automaton.runAround(i, text.length);
    }

    private void lookCloser(byte[] text, int from, Automaton automaton) {
        for (int i = from; i < from + STEP; i += 2) {
            if (grams.three(text, i) != 0 && grams.four(text, i)) {
                automaton.runAround(i, i);
            }
        }
    }

    /** Runs where it is told to, and remembers how far it came. */
    private final class Automaton {
        private final byte[] text;
        private final Listener listener;
        private int state;
        private int at;

        Automaton(byte[] text, Listener listener) {
            this.text = text;
            this.listener = listener;
        }

        /** Finds the keywords that have one of their grams from one offset to another. */
        void runAround(int firstGram, int lastGram) {
            int start = firstGram - grams.back();
            if (start > at) {
                at = start;
                state = 0;
            }
            while (at < text.length && at - depth[state >> shift] <= lastGram + 1) {
                state = table[state + columnOf[text[at++] & 0xFF]];
                int[] rules = rulesEnding[state >> shift];
                if (rules.length > 0) {
                    listener.keyword(rules, lengthsEnding[state >> shift], at);
                }
            }
        }
    }

    /** Column 0 is for all bytes that are in no keyword. */
    private int assignColumns(List<List<String>> keywordsByRule) {
        int next = 1;
        for (List<String> keywords : keywordsByRule) {
            for (String keyword : keywords) {
                for (int i = 0; i < keyword.length(); i++) {
                    char c = keyword.charAt(i);
                    if (columnOf[c] == 0) {
                        columnOf[c] = (byte) next;
                        columnOf[Character.toUpperCase(c)] = (byte) next;
                        next++;
                    }
                }
            }
        }
        return next;
    }

    private List<Node> trie(List<List<String>> keywordsByRule) {
        var nodes = new ArrayList<Node>();
        nodes.add(new Node(columns, 0));
        for (int rule = 0; rule < keywordsByRule.size(); rule++) {
            for (String keyword : keywordsByRule.get(rule)) {
                Node node = nodes.getFirst();
                for (int i = 0; i < keyword.length(); i++) {
                    int column = columnOf[keyword.charAt(i)];
                    if (node.next[column] == null) {
                        node.next[column] = new Node(columns, i + 1);
                        nodes.add(node.next[column]);
                    }
                    node = node.next[column];
                }
                node.lengthByRule.put(rule, keyword.length());
            }
        }
        return nodes;
    }

    /** Breadth first, gives every state its successor for every column. */
    private static void link(List<Node> nodes) {
        Node root = nodes.getFirst();
        var queue = new ArrayDeque<Node>();
        for (int column = 0; column < root.next.length; column++) {
            if (root.next[column] == null) {
                root.next[column] = root;
            } else {
                root.next[column].otherwise = root;
                queue.add(root.next[column]);
            }
        }
        while (!queue.isEmpty()) {
            Node node = queue.remove();
            node.otherwise.lengthByRule.forEach(node.lengthByRule::putIfAbsent);
            for (int column = 0; column < node.next.length; column++) {
                Node fallback = node.otherwise.next[column];
                if (node.next[column] == null) {
                    node.next[column] = fallback;
                } else {
                    node.next[column].otherwise = fallback;
                    queue.add(node.next[column]);
                }
            }
        }
    }

    private static final class Node {
        final Node[] next;
        final int depth;
        final TreeMap<Integer, Integer> lengthByRule = new TreeMap<>();
        Node otherwise = this;
        int state;

        Node(int columns, int depth) {
            this.next = new Node[columns];
            this.depth = depth;
        }
    }
}
