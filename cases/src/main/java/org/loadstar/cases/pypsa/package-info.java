/// PyPSA networks: CSV folders and NetCDF files read into a network case.
@NullMarked
package org.loadstar.cases.pypsa;

import org.jspecify.annotations.NullMarked;
