/// Many tasks that do not know each other, done in threads, in worker processes or on a cluster, and kept as they end. Knows no energy.
@NullMarked
package org.loadstar.study.ensemble;

import org.jspecify.annotations.NullMarked;
