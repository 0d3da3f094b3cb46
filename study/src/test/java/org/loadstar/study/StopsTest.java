package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StopsTest {
  private static @Nullable Object reason(Stops s, String status) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("status", status);
    s.write(m);
    return m.get("stopped_by");
  }

  @Test
  void theReasonIsWhatEndedIt() {
    Stops open = new Stops(StudyProgress.silent(), Double.POSITIVE_INFINITY, new Clock());
    assertThat(reason(open, "optimal")).isNull();
    assertThat(reason(open, "stopped")).isEqualTo("gap");
    open.early();
    assertThat(reason(open, "stopped")).isEqualTo("solver");
    Stops spent = new Stops(StudyProgress.silent(), 1e-9, new Clock());
    assertThat(reason(spent, "stopped")).isEqualTo("time");
    Stops asked = new Stops((stage, s, d, l, u) -> false, 1e-9, new Clock());
    assertThat(asked.report("plan", 0, 0, 0, 0)).isFalse();
    assertThat(reason(asked, "stopped")).isEqualTo("interrupt");
  }
}
