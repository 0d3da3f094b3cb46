package org.loadstar.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BookTest {
  @Test
  void everyEntryHasTwoSides() {
    Book b = new Book();
    b.pay(2030, Party.HYPERSCALER, Party.DEVELOPER, "lease", 10.005);
    b.pay(2030, Party.HYPERSCALER, Party.DEVELOPER, "lease", 1);
    b.pay(2030, Party.DEVELOPER, Party.FEDERAL, "tax", -2);
    b.transfer(2031, Party.DEVELOPER, Party.LENDER, "debt_service", 0);
    assertThat(b.transfers()).containsExactly(
        new Book.Transfer(2030, Party.HYPERSCALER, Party.DEVELOPER, "lease", 1101),
        new Book.Transfer(2030, Party.FEDERAL, Party.DEVELOPER, "tax", 200));
    assertThat(b.positions().get(2030)).containsEntry(Party.DEVELOPER, 1301L).containsEntry(Party.HYPERSCALER, -1101L).containsEntry(Party.FEDERAL, -200L);
    assertThat(b.imbalance()).containsEntry(2030, 0L).hasSize(1);
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    Book b = new Book();
    assertThatThrownBy(() -> b.pay(2030, Party.FUND, Party.STATE, "x", 1e14)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> b.pay(2030, Party.FUND, Party.STATE, "x", Double.NaN)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> b.transfer(2030, Party.FUND, Party.FUND, "x", 1)).isInstanceOf(IllegalArgumentException.class);
  }

  /// Two payers of 60 and 40, two payees of 75 and 20; the network has the rest, 5.
  @Test
  void marketsAreSettledInProportion() {
    Map<Party, Long> net = Map.of(Party.RATEPAYER, -6000L, Party.HYPERSCALER, -4000L, Party.DEVELOPER, 7500L, Party.INCUMBENT_GENERATORS, 2000L);
    assertThat(Settlement.of(net, Party.NETWORK_OWNER)).containsExactlyInAnyOrder(
        new Settlement.Part(Party.RATEPAYER, Party.DEVELOPER, 4500), new Settlement.Part(Party.RATEPAYER, Party.INCUMBENT_GENERATORS, 1200),
        new Settlement.Part(Party.RATEPAYER, Party.NETWORK_OWNER, 300), new Settlement.Part(Party.HYPERSCALER, Party.DEVELOPER, 3000),
        new Settlement.Part(Party.HYPERSCALER, Party.INCUMBENT_GENERATORS, 800), new Settlement.Part(Party.HYPERSCALER, Party.NETWORK_OWNER, 200));
  }

  @Test
  void settlementsCloseToTheCent() {
    Random random = new Random(3);
    for (int trial = 0; trial < 500; trial++) {
      Map<Party, Long> net = new EnumMap<>(Party.class);
      for (Party p : Party.values()) if (p != Party.NETWORK_OWNER && random.nextInt(3) > 0) net.put(p, random.nextLong(-1_000_000_000_007L, 1_000_000_000_009L));
      Map<Party, Long> got = new EnumMap<>(Party.class);
      for (Settlement.Part part : Settlement.of(net, Party.NETWORK_OWNER)) {
        assertThat(part.cents()).isPositive();
        got.merge(part.payer(), -part.cents(), Long::sum);
        got.merge(part.payee(), part.cents(), Long::sum);
      }
      net.forEach((p, c) -> assertThat(got.getOrDefault(p, 0L)).as("%s", p).isEqualTo(c));
      assertThat(got.values().stream().mapToLong(c -> c).sum()).isZero();
    }
  }
}
