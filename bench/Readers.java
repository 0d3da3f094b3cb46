import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Readers of a desk: `java bench/Readers.java BASE READERS SECONDS PATH...` has each reader ask for the paths in turn, with a quarter of a
/// second between answer and question, and prints requests, errors and the times of answers by path.
public final class Readers {
  private static final long PAUSE_MILLIS = 250;

  private Readers() {}

  /// One answer: which path, how long, how it ended.
  private record Answer(int path, double millis, boolean good, int bytes) {}

  public static void main(String[] args) throws InterruptedException {
    String base = args[0];
    int readers = Integer.parseInt(args[1]);
    long seconds = Long.parseLong(args[2]);
    List<String> paths = List.of(args).subList(3, args.length);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    List<List<Answer>> all = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(readers);
    AtomicInteger shown = new AtomicInteger();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int r = 0; r < readers; r++) {
      List<Answer> own = new ArrayList<>();
      all.add(own);
      int first = r;
      Thread.ofVirtual().start(() -> {
        try {
          Thread.sleep(first * PAUSE_MILLIS / readers);
          for (int i = first; System.nanoTime() < end; i++) {
            int p = i % paths.size();
            long begun = System.nanoTime();
            boolean good = false;
            int bytes = 0;
            try {
              HttpRequest q = HttpRequest.newBuilder(URI.create(base + paths.get(p))).header("Accept-Encoding", "gzip").timeout(Duration.ofSeconds(30)).build();
              HttpResponse<byte[]> a = client.send(q, HttpResponse.BodyHandlers.ofByteArray());
              good = a.statusCode() == 200;
              bytes = a.body().length;
              if (!good && shown.getAndIncrement() < 3) System.err.println(paths.get(p) + ": " + a.statusCode());
            } catch (IOException e) {
              if (shown.getAndIncrement() < 3) System.err.println(paths.get(p) + ": " + e);
            }
            own.add(new Answer(p, (System.nanoTime() - begun) / 1e6, good, bytes));
            Thread.sleep(PAUSE_MILLIS);
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } finally {
          done.countDown();
        }
      });
    }
    done.await();
    List<Answer> answers = all.stream().flatMap(List::stream).toList();
    for (int p = 0; p < paths.size(); p++) {
      int own = p;
      line(paths.get(p), answers.stream().filter(a -> a.path() == own).toList());
    }
    line("all " + readers + " readers, " + answers.size() / Math.max(1, seconds) + " requests a second", answers);
    if (answers.stream().anyMatch(a -> !a.good())) System.exit(1);
  }

  private static void line(String name, List<Answer> answers) {
    double[] t = answers.stream().mapToDouble(Answer::millis).sorted().toArray();
    long errors = answers.stream().filter(a -> !a.good()).count();
    int bytes = answers.stream().mapToInt(Answer::bytes).max().orElse(0);
    System.out.printf(
        "%-60s %6d requests %3d errors  p50 %7.1f ms  p99 %7.1f ms  most %7.1f ms  %7d bytes%n", name, t.length, errors, quantile(t, 0.5), quantile(t, 0.99), quantile(t, 1), bytes);
  }

  private static double quantile(double[] sorted, double q) {
    return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
  }
}
