package org.loadstar.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Settles a market: what payers owe reaches payees, each payer paying each payee its part.
///
/// ```
/// (1) a_ij = a_i b_j / sum b,   in whole cents,   sum_j a_ij = a_i,   sum_i a_ij = b_j
/// ```
///
/// The residual party takes or gives what the others' amounts do not sum to.
final class Settlement {
  /// Part of a payment.
  record Part(Party payer, Party payee, long cents) {}

  private Settlement() {}

  /// @param net what each party has to get (above 0) or to pay (below 0), cents
  static List<Part> of(Map<Party, Long> net, Party residual) {
    Map<Party, Long> all = new EnumMap<>(Party.class);
    all.putAll(net);
    all.merge(residual, -net.values().stream().reduce(0L, Math::addExact), Math::addExact);
    Map<Party, Long> payees = new EnumMap<>(Party.class);
    all.forEach((p, c) -> {
      if (c > 0) payees.put(p, c);
    });
    long open = payees.values().stream().reduce(0L, Math::addExact);
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<Party, Long> payer : all.entrySet()) {
      long owed = -payer.getValue();
      if (owed <= 0) continue;
      for (Map.Entry<Party, Long> payee : payees.entrySet()) {
        // Of what is still owed and still open, in proportion; the last payee of the last payer closes both.
        long part = open == 0 ? 0
            : BigInteger.valueOf(owed).multiply(BigInteger.valueOf(payee.getValue())).divide(BigInteger.valueOf(open)).longValueExact();
        parts.add(new Part(payer.getKey(), payee.getKey(), part));
      }
      long left = owed - parts.stream().filter(p -> p.payer == payer.getKey()).mapToLong(Part::cents).sum();
      for (Party payee : payees.keySet()) {
        long given = parts.stream().filter(p -> p.payer == payer.getKey() && p.payee == payee).mapToLong(Part::cents).sum();
        long more = Math.min(left, payees.get(payee) - given);
        if (more > 0) parts.add(new Part(payer.getKey(), payee, more));
        left -= Math.max(0, more);
      }
      for (Party payee : List.copyOf(payees.keySet()))
        payees.merge(payee, -parts.stream().filter(p -> p.payer == payer.getKey() && p.payee == payee).mapToLong(Part::cents).sum(), Math::addExact);
      open -= owed;
    }
    return parts.stream().filter(p -> p.cents > 0).toList();
  }
}
