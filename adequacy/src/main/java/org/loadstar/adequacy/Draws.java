package org.loadstar.adequacy;

/// A stream of random numbers (SplitMix64; Steele, Lea & Flood 2014). Streams are named, not numbered: the stream of a unit depends on the
/// seed, the sample and the unit's own name, so a fleet with one resource more draws the same outages of all others, and the order in which
/// threads work changes nothing.
final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private long state;

  /// Starts the stream of a key in a sample of a seed.
  Draws start(long seed, int sample, long key) {
    state = mix(mix(seed * GOLDEN + sample) ^ mix(key + GOLDEN));
    return this;
  }

  /// Key of member `k` of something named.
  static long key(String name, int k) {
    return ((long) name.hashCode() << 32) | k;
  }

  private static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  /// Uniform in (0, 1).
  double uniform() {
    state += GOLDEN;
    return ((mix(state) >>> 11) + 0.5) * 0x1.0p-53;
  }

  /// Exponential with a mean. `StrictMath`: the same digits on every machine.
  double exponential(double mean) {
    return -mean * StrictMath.log(uniform());
  }

  /// Standard normal (Box & Muller).
  double normal() {
    double r = Math.sqrt(-2 * StrictMath.log(uniform()));
    return r * StrictMath.cos(2 * Math.PI * uniform());
  }
}
