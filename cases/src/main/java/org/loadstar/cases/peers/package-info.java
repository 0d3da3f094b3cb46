/// Other tools' cases: which reader reads what.
@NullMarked
package org.loadstar.cases.peers;

import org.jspecify.annotations.NullMarked;
