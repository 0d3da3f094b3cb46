package org.loadstar.ledger;

import java.util.TreeMap;
import org.loadstar.model.Case;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// The ledger of a plan: writes the tables `transfers`, `parties`, `plant_costs` and `compute_costs` from the plan's own tables.
public final class PlanLedger {
  private PlanLedger() {}

  /// True when a case has what the ledger needs.
  public static boolean serves(Case data) {
    return !data.finance().isEmpty();
  }

  /// Writes the tables.
  ///
  /// @param tables of a plan that has been reported
  /// @return false when there is no plan to account for
  /// @throws ArithmeticException when amounts are too large to be kept to the cent
  public static boolean write(Case data, Tables tables) {
    Accounts accounts = new Accounts(tables);
    if (accounts.isEmpty()) return false;
    Book book = new Book();
    new Operations(data, tables, accounts, book).write();
    Plants plants = new Plants(data, tables, accounts, book);
    plants.write();
    new Campuses(data, tables, accounts, book, plants.tolls()).write();
    TreeMap<Integer, Long> sums = book.imbalance();
    if (sums.values().stream().anyMatch(c -> c != 0)) throw new IllegalStateException("transfers do not sum to 0 cents: " + sums);
    Sheet t = tables.get("transfers");
    for (Book.Transfer x : book.transfers()) t.add(x.year(), x.payer().key(), x.payee().key(), x.category(), (double) x.cents());
    int first = data.settings().stages().getFirst();
    for (Party p : Party.values()) {
      Position q = Position.of(p, book, first, data.settings().discountRate());
      tables.get("parties").add(p.key(), q.npv(), q.irr(), q.paybackYear());
    }
    return true;
  }
}
