package org.loadstar.model;

/// Rows of the tables that describe the zones' surroundings: growth, technologies, fuels, limits, records.
public final class Rows {
  private Rows() {}

  @Table(
      file = "demand_growth.csv",
      key = {"zone", "scenario", "year"},
      doc = "Annual demand relative to the demand year; years between are interpolated, outside held.")
  public record DemandGrowth(
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Scenario name.") String scenario,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(doc = "Demand over that of the demand year.", min = 0, max = 20) double multiplier) {}

  /// How a technology is dispatched.
  public enum Kind {
    THERMAL,
    VARIABLE,
    HYDRO,
    STORAGE
  }

  @Table(file = "technologies.csv", required = true, key = "technology", doc = "What the clusters of a technology share.")
  public record Technology(
      @Column(doc = "Key of the technology.") String technology,
      @Column(doc = "thermal, variable, hydro or storage.") Kind kind,
      @Column(doc = "Fuel burnt; empty for none.", absent = "", ref = "fuels") String fuel,
      @Column(doc = "Counts for a clean-energy standard.", absent = "0") boolean clean,
      @Column(doc = "Counts for a renewable standard.", absent = "0") boolean renewable,
      @Column(unit = "years", doc = "Financing term of the annuity.", absent = "30", min = 1, max = 100) int financing,
      @Column(doc = "Added to the case's WACC, real share (not percent).", absent = "0", min = -0.1, max = 0.5)
          double waccAdder,
      @Column(doc = "Spend of capex by construction year, first year first, joined by ';', sum 1.", absent = "1")
          String spendProfile,
      @Column(doc = "First calendar year in which a new build can be commercial.", absent = "0", min = 0, max = 2200)
          int earliestYear,
      @Column(doc = "Forced outage rate.", absent = "0", min = 0, max = 1) double forcedOutage,
      @Column(doc = "Planned outage rate, taken off-peak.", absent = "0", min = 0, max = 1) double plannedOutage,
      @Column(doc = "Least output over available capacity.", absent = "0", min = 0, max = 1) double mustRun,
      @Column(doc = "Largest change of output in one hour over capacity; 1 or more is no limit.", absent = "1", min = 0)
          double rampPerHour,
      @Column(
              doc =
                  "Firm (installed) credit in the reserve margin; empty: variable plants are credited by their output in"
                      + " the 100 highest net-load hours of a season, others 1. For storage: credit at 4 h or more.",
              absent = "NaN",
              min = 0,
              max = 1)
          double firmCredit,
      @Column(unit = "years", doc = "Technical life.", absent = "100", min = 1) int life) {}

  @Table(
      file = "technology_costs.csv",
      key = {"technology", "scenario", "year"},
      doc = "Costs of new plants by commercial year; years between are interpolated, outside held.")
  public record TechnologyCost(
      @Column(doc = "Technology.", ref = "technologies") String technology,
      @Column(doc = "Scenario name.") String scenario,
      @Column(doc = "Commercial year.", min = 1990, max = 2200) int year,
      @Column(unit = "usd_per_kw", doc = "Overnight capex of power.", min = 0, money = true) double capex,
      @Column(unit = "usd_per_kwh", doc = "Overnight capex of energy (storage).", absent = "0", min = 0, money = true)
          double capexEnergy,
      @Column(unit = "usd_per_kw_yr", doc = "Fixed O&M of power.", absent = "0", min = 0, money = true) double fom,
      @Column(unit = "usd_per_kwh_yr", doc = "Fixed O&M of energy (storage).", absent = "0", min = 0, money = true)
          double fomEnergy,
      @Column(unit = "usd_per_mwh", doc = "Variable O&M.", absent = "0", money = true) double vom,
      @Column(unit = "mmbtu_per_mwh", doc = "Heat rate.", absent = "0", min = 0) double heatRate,
      @Column(doc = "Round-trip efficiency (storage).", absent = "NaN", min = 0, max = 1) double roundTripEfficiency,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "fuels.csv", key = "fuel", doc = "Fuels and their carbon.")
  public record Fuel(
      @Column(doc = "Key of the fuel.") String fuel,
      @Column(unit = "t_per_mmbtu", doc = "CO2 content counted.", absent = "0", min = 0, max = 1) double co2) {}

  @Table(
      file = "fuel_prices.csv",
      key = {"fuel", "scenario", "zone", "year"},
      doc = "Delivered fuel prices; an empty zone is every zone; years between are interpolated, outside held.")
  public record FuelPrice(
      @Column(doc = "Fuel.", ref = "fuels") String fuel,
      @Column(doc = "Scenario name; `all` holds in every scenario.") String scenario,
      @Column(doc = "Zone; empty for all.", absent = "", ref = "zones") String zone,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(unit = "usd_per_mmbtu", doc = "Price.", min = 0, money = true) double price,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "deflators.csv", key = "year", doc = "Dollars of a year in dollars of the money year.")
  public record Deflator(
      @Column(doc = "Year.", min = 1900, max = 2200) int year,
      @Column(doc = "USD of the money year for one USD of this year.", min = 0.01) double toMoneyYear) {}

  @Table(
      file = "reserve_margins.csv",
      key = {"reserveRegion", "year"},
      doc = "Planning reserve margin over peak demand; years between are interpolated, outside held.")
  public record ReserveMargin(
      @Column(doc = "Region key used in zones.csv.") String reserveRegion,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(doc = "Installed capacity above peak demand, share.", min = 0, max = 1) double margin,
      @Column(unit = "usd_per_kw_yr", doc = "Price of a missing kW of firm capacity for a year, until the next row's year; empty: that of the settings.", absent = "NaN", min = 0)
          double shortfall) {}

  /// Tax credit instruments.
  public enum Instrument {
    ITC,
    PTC
  }

  @Table(
      file = "tax_credits.csv",
      key = {"technology", "instrument", "firstYear"},
      doc = "Federal tax credits by commercial year of the plant (private cost only; no resource cost).")
  public record TaxCredit(
      @Column(doc = "Technology.", ref = "technologies") String technology,
      @Column(doc = "itc (share of capex) or ptc (per MWh).") Instrument instrument,
      @Column(doc = "First commercial year.", min = 1990, max = 2200) int firstYear,
      @Column(doc = "Last commercial year.", min = 1990, max = 2200) int lastYear,
      @Column(doc = "ITC: share of capex.", absent = "0", min = 0, max = 1) double share,
      @Column(unit = "usd_per_mwh", doc = "PTC: value per MWh.", absent = "0", min = 0, money = true) double value,
      @Column(unit = "years", doc = "PTC: years paid.", absent = "10", min = 0, max = 50) int paid,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(
      file = "build_limits.csv",
      key = {"limit", "year"},
      doc = "Limits on new capacity (queues, equipment deliveries) over zones and technologies together.")
  public record BuildLimit(
      @Column(doc = "Name of the limit.") String limit,
      @Column(doc = "Zones joined by ';'; empty for all.", absent = "") String zones,
      @Column(doc = "Technologies joined by ';'.") String technologies,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(
              unit = "mw",
              doc = "Cumulative new capacity from the first stage on that can stand at the end of the year.",
              min = 0)
          double cumulative) {}

  @Table(
      file = "carbon.csv",
      key = {"scope", "year"},
      doc = "Carbon price and cap of a scope; years between are interpolated, before the first none, after the last held.")
  public record Carbon(
      @Column(doc = "`all`, a country, a planning region or a zone.") String scope,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(unit = "usd_per_t", doc = "Price.", absent = "0", min = 0, money = true) double price,
      @Column(unit = "mt", doc = "Cap on annual emissions; empty for none.", absent = "inf", min = 0) double cap,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(
      file = "clean_standards.csv",
      key = {"scope", "kind", "year"},
      doc = "Least share of the annual load met by clean or renewable generation.")
  public record CleanStandard(
      @Column(doc = "`all`, a country, a planning region or a zone.") String scope,
      @Column(doc = "clean or renewable.") Score kind,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(doc = "Share of annual load.", min = 0, max = 1) double share,
      @Column(unit = "usd_per_mwh", doc = "Price of a missing MWh (alternative compliance payment).", absent = "inf", money = true)
          double alternativePayment,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  /// Which generation a standard counts.
  public enum Score {
    CLEAN,
    RENEWABLE
  }

  @Table(
      file = "generation_record.csv",
      key = {"scope", "area", "metric", "technology"},
      doc = "What happened in the record year, for the backcast.")
  public record GenerationRecord(
      @Column(doc = "US, zone, iso, interface, ...") String scope,
      @Column(doc = "Area inside the scope.") String area,
      @Column(doc = "net_generation, emissions, price, import, ...") String metric,
      @Column(doc = "Technology or empty.", absent = "") String technology,
      @Column(doc = "Low end of the range.", absent = "NaN") double low,
      @Column(doc = "Value.") double value,
      @Column(doc = "High end of the range.", absent = "NaN") double high,
      @Column(doc = "Unit, as TWh, Mt, USD/MWh.") String unit,
      @Column(doc = "read, secondary, derived or assumption.", absent = "") String quality) {}

  @Table(
      file = "data_centres.csv",
      key = {"zone", "year"},
      doc = "Data-centre load inside the baseline demand, for the demand bridge.")
  public record DataCentres(
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(unit = "twh", doc = "Annual energy.", min = 0) double energy) {}
}
