package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    abc                          ; 3 ; 3
                    a?b                          ; 1 ; 2
                    [a-z]{2,5}                   ; 2 ; 5
                    [a-z]{7}x                    ; 8 ; 8
                    [^]a-z]{1,3}                 ; 1 ; 3
                    [\\]\\\\]{2}                 ; 2 ; 2
                    (?:ab|cde){2}                ; 4 ; 6
                    (?i:ab)(?<secret>c{1,4})     ; 3 ; 6
                    (?<![a-z]{1,9})ab(?![0-9])   ; 2 ; 2
                    (?<=x)ab(?=y{1,9})           ; 2 ; 2
                    \\bab\\b                     ; 2 ; 2
                    ^a$                          ; 1 ; 1
                    a{2,4}?b{2,4}+               ; 4 ; 8
                    \\.\\d\\s                    ; 3 ; 3
                    (?>ab)c                      ; 3 ; 3
                    a|                           ; 0 ; 1
                    """)
    void knowsHowMuchAnExpressionCanMatch(String expression, int min, int max) {
        Width width = WidthReader.of(expression);

        assertThat(width.min()).isEqualTo(min);
        assertThat(width.max()).isEqualTo(max);
    }
}
