/// What each of several levers is worth, alone and together: values of cooperative games. Knows no energy.
@NullMarked
package org.loadstar.study.attribution;

import org.jspecify.annotations.NullMarked;
