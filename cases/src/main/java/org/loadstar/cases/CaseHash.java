package org.loadstar.cases;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.Case;
import org.loadstar.model.Hourly;
import org.loadstar.model.network.Network;

/// SHA-256 over what a case says after overlays, scenarios and conversion of money.
///
/// The same on every machine. Line endings, the order of files and columns, comments, notes,
/// spelt-out defaults, unused scenarios and the way a number is written ("1.50") do not change it;
/// the order of rows and every value do.
public final class CaseHash {
  private static final int BUFFER = 1 << 16;

  private final MessageDigest digest;
  private final Map<Class<?>, RecordComponent[]> components = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

  private CaseHash(MessageDigest digest) {
    this.digest = digest;
  }

  /// The hash as 64 hexadecimal digits.
  public static String of(Case c) {
    return of(List.of(c));
  }

  /// The hash of a network case: the same for a foreign case and for the folder that it was imported into.
  public static String of(Network n) {
    Map<String, Object> tables = new TreeMap<>();
    n.tables()
        .forEach(
            (type, rows) -> {
              if (!rows.isEmpty()) tables.put(Network.file(type), rows);
            });
    return of(List.of(n.settings(), tables, n.series()));
  }

  private static String of(List<?> values) {
    try {
      var hash = new CaseHash(MessageDigest.getInstance("SHA-256"));
      values.forEach(hash::add);
      hash.flush();
      return HexFormat.of().formatHex(hash.digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Every value carries its kind and, where it has one, its length, so that no two cases give the
  /// same bytes.
  private void add(Object value) {
    switch (value) {
      case String s -> text('s', s);
      case Enum<?> e -> text('e', e.name());
      case Integer i -> number('i', i);
      case Boolean b -> number('b', b ? 1 : 0);
      case Double d -> number('d', bits(d));
      case Hourly h -> hourly(h);
      case double[] v -> series(v);
      case List<?> l -> {
        number('l', l.size());
        l.forEach(this::add);
      }
      case Map<?, ?> m -> {
        number('m', m.size());
        new TreeMap<>(m)
            .forEach(
                (k, v) -> {
                  add(k);
                  add(v);
                });
      }
      case Record r -> {
        RecordComponent[] all =
            components.computeIfAbsent(r.getClass(), Class::getRecordComponents);
        number('r', all.length);
        for (RecordComponent c : all) {
          text('n', c.getName());
          add(Reflection.value(c, r));
        }
      }
      default -> throw new IllegalStateException("no hash of " + value.getClass());
    }
  }

  private void hourly(Hourly h) {
    number('h', Hourly.HOURS);
    for (int t = 0; t < Hourly.HOURS; t++) {
      room(Long.BYTES);
      buffer.putLong(bits(h.at(t)));
    }
  }

  private void series(double[] v) {
    number('v', v.length);
    for (double d : v) {
      room(Long.BYTES);
      buffer.putLong(bits(d));
    }
  }

  private static long bits(double d) {
    return Double.doubleToLongBits(d == 0 ? 0.0 : d);
  }

  private void number(char kind, long value) {
    room(Character.BYTES + Long.BYTES);
    buffer.putChar(kind).putLong(value);
  }

  private void text(char kind, String s) {
    byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
    number(kind, bytes.length);
    if (buffer.remaining() < bytes.length) flush();
    if (bytes.length <= buffer.capacity()) buffer.put(bytes);
    else digest.update(bytes);
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) flush();
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }
}
