/// Other formats and AC power flow by PowSyBl (powsybl.org): the only package that imports it. Its classes are loaded when a file or an option asks
/// for them.
@NullMarked
package org.loadstar.grid.powsybl;

import org.jspecify.annotations.NullMarked;
