package org.loadstar.model.network;

import java.util.List;

/// The tables of a network case.
public final class NetworkTables {
  private NetworkTables() {}

  /// Row types in the order in which they are written and documented.
  public static final List<Class<?>> ALL =
      List.of(
          Snapshot.class,
          StageRow.class,
          PeriodMap.class,
          Bus.class,
          Carrier.class,
          Fuel.class,
          Demand.Row.class,
          Shedding.Row.class,
          Sizing.Row.class,
          Refit.Row.class,
          Renewable.Row.class,
          Cluster.Row.class,
          FuelUse.Row.class,
          FuelUse.Piece.class,
          Cofiring.Row.class,
          Maintenance.Row.class,
          Fusion.Row.class,
          Storage.Row.class,
          Corridor.Row.class,
          Generator.Row.class,
          Link.Row.class,
          Link.Output.class,
          PassiveBranch.Line.class,
          PassiveBranch.Transformer.class,
          StorageUnit.Row.class,
          Store.Row.class,
          Limit.Row.class,
          Limit.Term.class,
          MustRun.Row.class,
          Reservoir.Row.class,
          FlexibleDemand.Row.class,
          Electrolyser.Row.class,
          Hybrid.Row.class,
          StandbyEnergy.Row.class,
          ReserveProvider.Row.class,
          StorageReserve.Row.class,
          HourlyMatching.Row.class,
          HydrogenDemand.Row.class,
          HydrogenDemand.Member.class,
          CapacityMargin.Row.class,
          CapacityMargin.Member.class,
          OperatingReserve.Row.class,
          OperatingReserve.Member.class,
          EmissionCap.Row.class,
          EmissionCap.Member.class,
          EnergyShare.Row.class,
          EnergyShare.Member.class,
          CapacityLimit.Row.class,
          CapacityLimit.Member.class);
}
