package org.loadstar.study.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static double[] random(int n) {
    return new Random(n).doubles(n).toArray();
  }

  /// More numbers than a buffer holds, odd ones among them.
  @Test
  void whatIsWrittenIsRead() throws IOException {
    double[] x = random(20_011);
    x[3] = -0.0;
    x[4] = Double.NEGATIVE_INFINITY;
    x[5] = Double.MIN_VALUE;
    Proof.Part plan = new Proof.Part("segments:3", new int[] {0, 24, 8000}, x, random(7));
    Proof read = Proof.of(new Proof(plan, Proof.duals(random(8192))).bytes());
    assertThat(read.plan().time()).isEqualTo("segments:3");
    assertThat(read.plan().own()).isFalse();
    assertThat(read.plan().starts()).containsExactly(0, 24, 8000);
    assertThat(read.plan().columns()).containsExactly(x);
    assertThat(read.plan().rows()).containsExactly(random(7));
    assertThat(Objects.requireNonNull(read.bound()).rows()).containsExactly(random(8192));
    assertThat(read.bound().own()).isTrue();
    assertThat(Proof.of(Proof.of(x, null).bytes()).bound()).isNull();
  }

  private static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(to)) {
      out.write(content);
    }
    return to.toByteArray();
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] bytes = Proof.of(random(100), random(50)).bytes();
    assertThatThrownBy(() -> Proof.of(Arrays.copyOf(bytes, bytes.length / 2))).isInstanceOf(IOException.class);
    byte[] huge = ByteBuffer.allocate(18).putInt(0x4C535046).putInt(1).putShort((short) 0).putInt(0).putInt(Integer.MAX_VALUE - 15).array();
    assertThatThrownBy(() -> Proof.of(deflated(huge))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Proof.of(new byte[] {1, 2, 3})).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Proof.of(new byte[0])).isInstanceOf(IOException.class);
  }
}
