package org.loadstar.adequacy;

/// How many sample years are drawn, and from what.
///
/// @param samples largest number of sample years
/// @param relativeError stops when the standard error of LOLE and of EUE is at most this share of the value; 0: never
/// @param seed of all streams
/// @param threads changes no digit of the result
/// @param shiftDays the weather of a sample is moved by a whole number of days, drawn evenly from -shiftDays to shiftDays
/// @param loadError standard deviation of the load of a sample year over its mean
/// @param seconds wall limit
public record Options(int samples, double relativeError, long seed, int threads, int shiftDays, double loadError, double seconds) {
  public Options {
    if (samples < 2) throw new IllegalArgumentException("samples " + samples + ": allowed is 2 or more");
    if (threads < 1) throw new IllegalArgumentException("threads " + threads + ": allowed is 1 or more");
    if (!(relativeError >= 0 && relativeError < 1)) throw new IllegalArgumentException("relative-error " + relativeError + ": allowed is [0, 1)");
    if (shiftDays < 0 || shiftDays > 182) throw new IllegalArgumentException("weather-shift " + shiftDays + ": allowed is 0 to 182");
    if (!(loadError >= 0 && loadError <= 0.5)) throw new IllegalArgumentException("load-error " + loadError + ": allowed is [0, 0.5]");
    if (!(seconds > 0)) throw new IllegalArgumentException("max-seconds " + seconds + ": allowed is above 0");
  }

  public static Options of(int samples, long seed, int threads) {
    return new Options(samples, 0, seed, threads, 0, 0, Double.POSITIVE_INFINITY);
  }

  public Options withThreads(int n) {
    return new Options(samples, relativeError, seed, n, shiftDays, loadError, seconds);
  }

  public Options withShiftDays(int days) {
    return new Options(samples, relativeError, seed, threads, days, loadError, seconds);
  }
}
