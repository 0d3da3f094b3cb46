/// MATPOWER case files in their DC form.
@NullMarked
package org.loadstar.cases.matpower;

import org.jspecify.annotations.NullMarked;
