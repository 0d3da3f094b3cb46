/// Linear and mixed-integer programs as arrays: building blocks, the program itself, solutions, certificates. Knows no
/// megawatt.
@NullMarked
package org.loadstar.lp;

import org.jspecify.annotations.NullMarked;
