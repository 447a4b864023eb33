package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions that RE2 and Java read differently, and what RE2 makes of them. */
class Re2ToJavaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    a{,2}             ; xa{,2}      ; a{,2}
                    a{2,}             ; xaaab       ; aaa
                    a}]               ; a}]         ; a}]
                    [[:alpha:]-]+     ; 1a-B2       ; a-B
                    [[:^digit:]]+     ; 12ab3       ; ab
                    [a&&b]+           ; xa&b        ; a&b
                    [x[y]+            ; ax[yb       ; x[y
                    []a]+             ; x]a]        ; ]a]
                    [^]a]+            ; ]bc]        ; bc
                    [a-]+             ; b-a         ; -a
                    [\\d\\-x]+        ; a1-x        ; 1-x
                    \\v+              ; \\n\\x0b    ; \\x0b
                    [\\s]+            ; a\\x0b \\tb ; ` \\t`
                    \\S+              ; \\t\\x0b    ; \\x0b
                    a.b               ; a\\rb       ; a\\rb
                    a.b               ; a\\nb       ; nothing
                    (?s)a.b           ; a\\nb       ; a\\nb
                    a$                ; a\\n        ; nothing
                    (?m)a$            ; a\\nb       ; a
                    (?m)a$            ; a\\rb       ; nothing
                    (?m)^b            ; a\\rb       ; nothing
                    ^b                ; a\\nb       ; nothing
                    (?U)a+            ; aaa         ; a
                    (?U)a+?           ; aaa         ; aaa
                    a+?               ; aaa         ; a
                    \\101\\x42\\x{43} ; ABC         ; ABC
                    \\Qa.b*\\Ec       ; a.b*c       ; a.b*c
                    (?i)ab(?-i)c      ; aBC ABc     ; ABc
                    (?i:a)b           ; Ab          ; Ab
                    (?i:a)b           ; AB          ; nothing
                    (?i)[a-c]+        ; xBcd        ; Bc
                    (?P<n>a)(?<m>b)   ; ab          ; ab
                    é+                ; xééy        ; éé
                    a#b c             ; a#b c       ; a#b c
                    \\bab\\b          ; cab ab.     ; ab
                    (?:ab|a)b?        ; ab          ; ab
                    """)
    void readsWhatRe2Reads(String re2, String text, String match) {
        String bytes = latin1(text);
        Re2Node node = Re2Parser.parse(re2).node();

        assertThat(first(Re2ToJava.bounded(node, 100), bytes)).isEqualTo(latin1(match));
        assertThat(first(Re2ToJava.unbounded(node), bytes)).isEqualTo(latin1(match));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    a**           ; a repetition of a repetition (at character 3)
                    a++           ; a repetition of a repetition (at character 3)
                    a{2}{3}       ; a repetition of a repetition (at character 7)
                    a{1001}       ; a repetition is not within 0 to 1000 (at character 7)
                    a{3,2}        ; a repetition is not within 0 to 1000 (at character 6)
                    *a            ; nothing is there to repeat (at character 1)
                    a(?>b)        ; (?> is not in RE2's syntax (at character 4)
                    a(?!b)        ; (?! is not in RE2's syntax (at character 4)
                    (?x)a         ; (?x is not in RE2's syntax (at character 3)
                    a\\k<b>       ; \\k is not supported (at character 3)
                    a\\Z          ; \\Z is not supported (at character 3)
                    a\\h          ; \\h is not supported (at character 3)
                    [[:word1:]]   ; [:word1:] is not a class (at character 10)
                    [b-a]         ; a range of characters is not in order (at character 4)
                    [é]           ; a class of other characters than ASCII is not supported (at character 2)
                    a)            ; unbalanced ) (at character 1)
                    \\xg0         ; \\x is not followed by a character's number (at character 4)
                    a\\           ; it ends too early (at character 2)
                    """)
    void refusesWhatRe2RefusesOrSluiceCannot(String re2, String why) {
        assertThatThrownBy(() -> Re2Parser.parse(re2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    private static String first(String java, String text) {
        Matcher matcher = Pattern.compile(java).matcher(text);
        return matcher.find() ? matcher.group() : "nothing";
    }

    /** The bytes as the engine sees them, after the escapes of this test. */
    private static String latin1(String text) {
        String real =
                text.replace("\\n", "\n")
                        .replace("\\r", "\r")
                        .replace("\\t", "\t")
                        .replace("\\x0b", "\u000b");
        return new String(real.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
