/// The bridge to the HiGHS solver through the Foreign Function & Memory API. The only package that holds native handles.
@NullMarked
package org.loadstar.lp.highs;

import org.jspecify.annotations.NullMarked;
