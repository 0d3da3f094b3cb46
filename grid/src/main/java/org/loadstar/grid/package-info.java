/// Real networks: power flow, outages, room for new campuses, cascades and attacks.
///
/// A file becomes one [Grid][org.loadstar.grid.Grid]. [DcNetwork][org.loadstar.grid.DcNetwork] holds its DC equations, everything else asks it.
/// Power is MW here, as in the files; angles are radians.
@NullMarked
package org.loadstar.grid;

import org.jspecify.annotations.NullMarked;
