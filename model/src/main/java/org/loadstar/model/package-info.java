/// The planning model: components (one file each) that meet at ledgers, and policies that bound the ledgers. Knows no
/// files, threads or solver. Inside the program power is GW, energy GWh, money million USD of the case's money year, CO2 kt.
@NullMarked
package org.loadstar.model;

import org.jspecify.annotations.NullMarked;
