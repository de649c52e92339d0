/**
 * What was done and what was refused, asked for over all regions (contract section 13.1). It is
 * written by the store, in the transaction of the change itself; here it is read.
 */
@NullMarked
package dev.edgewatch.service.audit;

import org.jspecify.annotations.NullMarked;
