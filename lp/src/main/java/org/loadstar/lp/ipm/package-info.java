/// A sparse primal-dual interior point method in plain Java, made for planning programs: thousands of hours, each a small
/// network problem tied to its neighbours, and a border of columns and rows common to many hours.
///
/// [InteriorPoint][org.loadstar.lp.ipm.InteriorPoint] is the door. Inside: presolve, equilibration, ordering (nested
/// dissection in time with minimum degree in the leaves), symbolic analysis, a multifrontal LDL' with blocked kernels, the
/// predictor-corrector, and a bound that holds for any dual vector.
@NullMarked
package org.loadstar.lp.ipm;

import org.jspecify.annotations.NullMarked;
