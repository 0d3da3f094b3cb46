package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a checkout of its own with a `java` and a `mvn` that only say how they were called.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path SCRIPT = Path.of("..", "loadstar").toAbsolutePath().normalize();

  @TempDir Path dir;
  private Path checkout;
  private Path calls;

  record Ended(int code, String out, String err) {}

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectories(dir.resolve("check out"));
    calls = dir.resolve("calls");
    Files.writeString(calls, "");
    Files.copy(SCRIPT, checkout.resolve("loadstar"));
    Files.createDirectories(checkout.resolve("app/src/main/java"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("app/pom.xml"), "<project/>");
    executable(
        dir.resolve("bin/mvn"),
        """
        #!/bin/sh
        echo "mvn $*" >>"$CALLS"
        [ ! -f "$(dirname "$0")/broken" ] || { echo "[ERROR] cannot compile"; exit 1; }
        sleep 0.3
        mkdir -p app/target/classes
        printf '%s' "$PWD/lp/target/classes:a.jar" >app/target/runtime.classpath
        """);
    jdk("jdk-25", "25.0.1");
    jdk("jdk-17", "17.0.15");
  }

  private void jdk(String name, String version) throws IOException {
    Path home = dir.resolve(name);
    executable(home.resolve("bin/java"), "#!/bin/sh\necho \"" + name + " $*\"\n");
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /// A started launcher and the files that its output goes to.
  private record Started(Process process, Path out, Path err) {
    Ended end() throws Exception {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  private Started start(Path script, Map<String, String> environment, String... args) throws IOException {
    ProcessBuilder p = new ProcessBuilder("bash", script.toString());
    p.command().addAll(List.of(args));
    p.directory(dir.toFile());
    p.environment().keySet().removeIf(k -> k.startsWith("LOADSTAR"));
    p.environment().put("PATH", dir.resolve("bin") + ":" + dir.resolve("jdk-17/bin") + ":/usr/bin:/bin");
    p.environment().put("CALLS", calls.toString());
    p.environment().put("JAVA_HOME", dir.resolve("jdk-25").toString());
    p.environment().putAll(environment);
    Path out = Files.createTempFile(dir, "out", "");
    Path err = Files.createTempFile(dir, "err", "");
    return new Started(p.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  private Ended run(String... args) throws Exception {
    return start(checkout.resolve("loadstar"), Map.of(), args).end();
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(calls).stream().filter(c -> c.contains("compile")).toList();
  }

  @Test
  void buildsOnceThenOnlyStarts() throws Exception {
    Ended first = run("plan", "a b");
    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("building");
    assertThat(first.out()).startsWith("jdk-25 ").contains("org.loadstar.app.Main plan a b", "-Dloadstar.root=" + checkout);
    assertThat(run("plan").err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    run("plan");
    Path source = Files.writeString(checkout.resolve("app/src/main/java/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    run("plan");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void concurrentFirstStartsBuildOnce() throws Exception {
    List<Started> all =
        List.of(
            start(checkout.resolve("loadstar"), Map.of(), "plan"),
            start(checkout.resolve("loadstar"), Map.of(), "check"),
            start(checkout.resolve("loadstar"), Map.of(), "compare"));
    for (Started s : all) assertThat(s.end().code()).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void worksThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("check out/loadstar"));
    Ended ended = start(link, Map.of(), "plan").end();
    assertThat(ended.out()).contains("-Dloadstar.root=" + checkout.toRealPath());
  }

  @Test
  void passesOverAnOldJdkAndFindsANewerOne() throws Exception {
    Map<String, String> old =
        Map.of("JAVA_HOME", dir.resolve("jdk-17").toString(), "LOADSTAR_JDK_DIRS", dir + "/jdk-*");
    assertThat(start(checkout.resolve("loadstar"), old, "plan").end().out()).startsWith("jdk-25 ");
  }

  @Test
  void saysWhatToInstallWhenThereIsNoJdk() throws Exception {
    Map<String, String> old = Map.of("LOADSTAR_JAVA_HOME", dir.resolve("jdk-17").toString());
    Ended ended = start(checkout.resolve("loadstar"), old, "plan").end();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("found: 17", "openjdk-25-jdk", "temurin", "brew", "sdk install", "winget");
  }

  @Test
  void saysWhatFailedToBuildAndTriesAgain() throws Exception {
    Path broken = Files.writeString(dir.resolve("bin/broken"), "");
    Ended ended = run("plan");
    assertThat(ended.code()).isEqualTo(70);
    assertThat(ended.err()).contains("[ERROR] cannot compile", "build.log");
    assertThat(ended.out()).isEmpty();
    Files.delete(broken);
    assertThat(run("plan").code()).isZero();
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Ended ended = start(checkout.resolve("loadstar"), Map.of("LOADSTAR_MVN", "no-such-mvn"), "plan").end();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("apt install maven");
  }

  @Test
  void testRunsTheSuiteThroughMaven() throws Exception {
    assertThat(run("test", "-pl", "lp").code()).isZero();
    assertThat(Files.readAllLines(calls)).containsExactly("mvn -B -Pquality verify -pl lp");
  }

  /// A front end of one source, and an `npm` that builds it when there is one.
  private void frontEnd(boolean npm) throws IOException {
    Files.createDirectories(checkout.resolve("desk/src"));
    for (String f : List.of("package.json", "package-lock.json", "src/main.ts")) Files.writeString(checkout.resolve("desk").resolve(f), "{}");
    if (npm) executable(dir.resolve("bin/npm"), "#!/bin/sh\necho \"npm $*\" >>\"$CALLS\"\nmkdir -p node_modules dist\n[ \"$1\" != run ] || echo page >dist/index.html\n");
  }

  private List<String> npmCalls() throws IOException {
    return Files.readAllLines(calls).stream().filter(c -> c.startsWith("npm")).toList();
  }

  @Test
  void servePutsThePagesOfTheDeskBesideTheClassesAndBuildsThemOnce() throws Exception {
    frontEnd(true);
    assertThat(run("plan").code()).isZero();
    assertThat(npmCalls()).isEmpty();
    assertThat(run("serve").code()).isZero();
    assertThat(checkout.resolve("app/target/classes/desk/index.html")).hasContent("page");
    run("serve");
    assertThat(npmCalls()).containsExactly("npm ci --no-audit --no-fund", "npm run build");
    Files.setLastModifiedTime(checkout.resolve("desk/src/main.ts"), FileTime.from(Instant.now().plusSeconds(5)));
    run("serve");
    assertThat(npmCalls()).hasSize(3).endsWith("npm run build");
  }

  @Test
  void serveWithoutNpmSaysWhatToInstallAndGoesOn() throws Exception {
    frontEnd(false);
    // Only what the launcher itself needs is on the path.
    for (String tool : List.of("bash", "sh", "sed", "head", "cat", "ls", "xargs", "dirname", "find", "mkdir", "rm", "mv", "flock", "readlink", "sleep", "touch", "cp", "tail", "env"))
      for (String folder : List.of("/usr/bin", "/bin"))
        if (Files.exists(Path.of(folder, tool)) && !Files.exists(dir.resolve("few").resolve(tool)))
          executable(dir.resolve("few").resolve(tool), "#!/bin/sh\nexec " + folder + "/" + tool + " \"$@\"\n");
    Ended ended = start(checkout.resolve("loadstar"), Map.of("PATH", dir.resolve("bin") + ":" + dir.resolve("few")), "serve").end();
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("npm was not found", "apt install nodejs npm");
    assertThat(ended.out()).contains("org.loadstar.app.Main serve");
  }

  @Test
  void benchRunsAScriptAndNamesThoseThereAre() throws Exception {
    executable(checkout.resolve("bench/build.sh"), "echo \"bench $*\"");
    assertThat(run("bench", "build", "x").out()).isEqualTo("bench x\n");
    Ended unknown = run("bench", "none");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("There are: build");
  }
}
