package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void longFactsGoOnBelowThemselves() {
    String text = TextTable.facts(List.of(List.of("case", "two zones"), List.of("options.set", "one two three four five six seven")), 36);
    assertThat(text).isEqualTo("""
          case         two zones
          options.set  one two three four
                       five six seven
        """);
    assertThat(text.lines()).allMatch(l -> l.length() <= 36);
  }

  @Test
  void aWordLongerThanALineIsBroken() {
    assertThat(TextTable.wrapped("aaaaaaaaaa bb", 4)).containsExactly("aaaa", "aaaa", "aa", "bb");
    assertThat(TextTable.wrapped("", 4)).containsExactly("");
  }
}
