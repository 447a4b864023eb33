package dev.sluice.scanners.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * All keywords of all rules in one automaton (Aho and Corasick), so that a text is read once
 * however many rules there are. ASCII letters match in either case.
 *
 * <p>The automaton is one flat table. States are offsets into it, and those in which a keyword ends
 * come last, so that the loop over a text has one look-up and one comparison per byte.
 */
final class Keywords {

    /** Is told about every keyword in a text, in order of their ends. */
    interface Listener {

        /**
         * A keyword of these rules ends before this offset.
         *
         * @param rules by index; the same array each time, not to be changed
         */
        void keyword(int[] rules, int end);
    }

    private final byte[] columnOf = new byte[256];
    private final int columns;
    private final int[] table;
    private final int firstEnding;
    private final int[][] rulesEnding;

    /**
     * Builds the automaton.
     *
     * @param keywordsByRule in lower case, ASCII
     */
    Keywords(List<List<String>> keywordsByRule) {
        columns = assignColumns(keywordsByRule);
        List<Node> nodes = trie(keywordsByRule);
        link(nodes);
        firstEnding = number(nodes);
        table = new int[nodes.size() * columns];
        rulesEnding = new int[nodes.size()][];
        for (Node node : nodes) {
            for (int column = 0; column < columns; column++) {
                table[node.offset + column] = node.next[column].offset;
            }
            rulesEnding[node.offset / columns] =
                    node.rules.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    void scan(byte[] text, Listener listener) {
        int state = 0;
        for (int i = 0; i < text.length; i++) {
            state = table[state + columnOf[text[i] & 0xFF]];
            if (state >= firstEnding) {
                listener.keyword(rulesEnding[state / columns], i + 1);
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
        nodes.add(new Node(columns));
        for (int rule = 0; rule < keywordsByRule.size(); rule++) {
            for (String keyword : keywordsByRule.get(rule)) {
                Node node = nodes.getFirst();
                for (int i = 0; i < keyword.length(); i++) {
                    int column = columnOf[keyword.charAt(i)];
                    if (node.next[column] == null) {
                        node.next[column] = new Node(columns);
                        nodes.add(node.next[column]);
                    }
                    node = node.next[column];
                }
                node.rules.add(rule);
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
            node.rules.addAll(node.otherwise.rules);
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

    /** Gives out offsets, the root first; returns the first in which a keyword ends. */
    private int number(List<Node> nodes) {
        int offset = 0;
        for (Node node : nodes) {
            if (node.rules.isEmpty()) {
                node.offset = offset;
                offset += columns;
            }
        }
        int first = offset;
        for (Node node : nodes) {
            if (!node.rules.isEmpty()) {
                node.offset = offset;
                offset += columns;
            }
        }
        return first;
    }

    private static final class Node {
        final Node[] next;
        final TreeSet<Integer> rules = new TreeSet<>();
        Node otherwise = this;
        int offset;

        Node(int columns) {
            next = new Node[columns];
        }
    }
}
