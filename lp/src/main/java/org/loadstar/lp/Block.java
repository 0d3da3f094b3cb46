package org.loadstar.lp;

/// A contiguous range of columns or rows that share a name: `index = first + i * hours + t`.
///
/// @param name `component.quantity`, the same in code, LP file, tables and docs
/// @param unit unit of the quantity inside the program (GW, GWh, M$, kt)
/// @param first index of the first column or row
/// @param n number of members (for example generators)
/// @param hours timesteps of each member; 1 for what stands outside time
/// @param stage stage tag of every member, -1 for what is common to all stages
/// @param timed true when the second index is a timestep, so that member (i, t) carries hour tag t
/// @param members names of the n members, for LP files and messages
public record Block(
    String name, String unit, int first, int n, int hours, int stage, boolean timed, java.util.List<String> members) {

  /// Index of member i outside time.
  public int at(int i) {
    return at(i, 0);
  }

  /// Index of member i at timestep t.
  public int at(int i, int t) {
    assert i >= 0 && i < n && t >= 0 && t < hours : name + "(" + i + "," + t + ")";
    return first + i * hours + t;
  }

  /// Number of columns or rows.
  public int size() {
    return n * hours;
  }

  /// Readable name of the k-th entry of the block, as `storage.level[ERCOT battery,s2030,t12]`.
  public String entryName(int k) {
    int i = k / hours;
    StringBuilder s = new StringBuilder(name).append('[').append(i < members.size() ? members.get(i) : i);
    if (stage >= 0) s.append(",s").append(stage);
    if (timed) s.append(",t").append(k % hours);
    return s.append(']').toString();
  }
}
