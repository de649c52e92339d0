/**
 * What is appended and listed from the newest entry back, over all regions: the audit and the logs
 * (contract section 13). Its door is {@link dev.edgewatch.service.timeline.Timeline}; the package
 * may use {@code region} and below.
 */
@NullMarked
package dev.edgewatch.service.timeline;

import org.jspecify.annotations.NullMarked;
