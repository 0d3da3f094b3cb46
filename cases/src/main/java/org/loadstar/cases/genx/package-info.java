/// Reads case folders of GenX 0.4 onto the components of [org.loadstar.model.network].
@NullMarked
package org.loadstar.cases.genx;

import org.jspecify.annotations.NullMarked;
