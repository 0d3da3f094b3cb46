/// Does a fleet hold: sequential Monte Carlo over outages, weather and demand (docs/math/adequacy.md). Knows no file and no solver.
@NullMarked
package org.loadstar.adequacy;

import org.jspecify.annotations.NullMarked;
