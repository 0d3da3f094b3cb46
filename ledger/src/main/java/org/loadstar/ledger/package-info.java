/// Money per party: project finance, and the double entry of a plan's cash flows. Knows the model's tables, no file and no solver.
@NullMarked
package org.loadstar.ledger;

import org.jspecify.annotations.NullMarked;
