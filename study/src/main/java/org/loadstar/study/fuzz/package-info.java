/// Case folders with something wrong in them. Knows files and text, no energy.
@NullMarked
package org.loadstar.study.fuzz;

import org.jspecify.annotations.NullMarked;
