package org.loadstar.study;

import java.util.Map;
import org.loadstar.study.ensemble.Work;

/// What the tasks of studies do, by verb: the same table in this process, in workers and on a cluster.
public final class StudyWorks {
  /// Version of Loadstar: what another one did is done again.
  public static final String VERSION = "0.1.0";

  private static final OpenCase CASE = new OpenCase();

  public static final Map<String, Work> ALL =
      Map.of(SweepMember.VERB, PlanTask.refusing((task, says) -> SweepMember.work(CASE, task, says)), SideBySide.VERB, SideBySide::work);

  private StudyWorks() {}
}
