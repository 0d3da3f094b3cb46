NAME loadstar
ROWS
 N OBJ
 E zone.balance.ERCOT.s2030.t0
 E zone.balance.ERCOT.s2030.t1
 E zone.balance.ERCOT.s2030.t2
 L unit.limit.wind_A.s2030.t0
 L unit.limit.wind_A.s2030.t1
 L unit.limit.wind_A.s2030.t2
 L unit.limit.gas_1.s2030.t0
 L unit.limit.gas_1.s2030.t1
 L unit.limit.gas_1.s2030.t2
 G unit.ramp.gas_1.s2030.t0
 G unit.ramp.gas_1.s2030.t1
 G unit.ramp.gas_1.s2030.t2
COLUMNS
 unit.capacity.wind_A.s2030 OBJ 10
 unit.capacity.wind_A.s2030 unit.limit.wind_A.s2030.t0 -0.5
 unit.capacity.wind_A.s2030 unit.limit.wind_A.s2030.t1 -0.25
 unit.capacity.wind_A.s2030 unit.limit.wind_A.s2030.t2 -1
 unit.capacity.gas_1.s2030 OBJ 4
 unit.capacity.gas_1.s2030 unit.limit.gas_1.s2030.t0 -1
 unit.capacity.gas_1.s2030 unit.limit.gas_1.s2030.t1 -1
 unit.capacity.gas_1.s2030 unit.limit.gas_1.s2030.t2 -1
 unit.output.wind_A.s2030.t0 zone.balance.ERCOT.s2030.t0 1
 unit.output.wind_A.s2030.t0 unit.limit.wind_A.s2030.t0 1
 unit.output.wind_A.s2030.t1 zone.balance.ERCOT.s2030.t1 1
 unit.output.wind_A.s2030.t1 unit.limit.wind_A.s2030.t1 1
 unit.output.wind_A.s2030.t2 zone.balance.ERCOT.s2030.t2 1
 unit.output.wind_A.s2030.t2 unit.limit.wind_A.s2030.t2 1
 unit.output.gas_1.s2030.t0 OBJ 3.5
 unit.output.gas_1.s2030.t0 zone.balance.ERCOT.s2030.t0 1
 unit.output.gas_1.s2030.t0 unit.limit.gas_1.s2030.t0 1
 unit.output.gas_1.s2030.t0 unit.ramp.gas_1.s2030.t0 1
 unit.output.gas_1.s2030.t0 unit.ramp.gas_1.s2030.t1 -1
 unit.output.gas_1.s2030.t1 OBJ 3.5
 unit.output.gas_1.s2030.t1 zone.balance.ERCOT.s2030.t1 1
 unit.output.gas_1.s2030.t1 unit.limit.gas_1.s2030.t1 1
 unit.output.gas_1.s2030.t1 unit.ramp.gas_1.s2030.t1 1
 unit.output.gas_1.s2030.t1 unit.ramp.gas_1.s2030.t2 -1
 unit.output.gas_1.s2030.t2 OBJ 3.5
 unit.output.gas_1.s2030.t2 zone.balance.ERCOT.s2030.t2 1
 unit.output.gas_1.s2030.t2 unit.limit.gas_1.s2030.t2 1
 unit.output.gas_1.s2030.t2 unit.ramp.gas_1.s2030.t0 -1
 unit.output.gas_1.s2030.t2 unit.ramp.gas_1.s2030.t2 1
RHS
 RHS OBJ -7.25
 RHS zone.balance.ERCOT.s2030.t0 1
 RHS zone.balance.ERCOT.s2030.t1 2
 RHS zone.balance.ERCOT.s2030.t2 1.5
 RHS unit.ramp.gas_1.s2030.t0 -0.5
 RHS unit.ramp.gas_1.s2030.t1 -0.5
 RHS unit.ramp.gas_1.s2030.t2 -0.5
RANGES
 RNG unit.ramp.gas_1.s2030.t0 1
 RNG unit.ramp.gas_1.s2030.t1 1
 RNG unit.ramp.gas_1.s2030.t2 1
BOUNDS
 UP BND unit.capacity.wind_A.s2030 4
 UP BND unit.capacity.gas_1.s2030 4
ENDATA
