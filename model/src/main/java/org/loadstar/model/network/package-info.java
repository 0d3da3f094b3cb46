/// Network cases: components with costs and timesteps of their own, as planners keep them in PyPSA, GenX or MATPOWER files. A reader maps a
/// foreign case onto these components; none of them knows where its rows came from.
@NullMarked
package org.loadstar.model.network;

import org.jspecify.annotations.NullMarked;
