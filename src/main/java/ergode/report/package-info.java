/**
 * Figures and the self-contained HTML page.
 *
 * <p>Inputs are small immutable records ({@link ergode.report.Density}, {@link
 * ergode.report.DriftHistogram}, {@link ergode.report.InitialPlane}, {@link
 * ergode.report.SampleTrajectory}, {@link ergode.report.Fact}) that a caller fills from
 * aggregations and bounded samples; their size does not grow with the number of trajectories. A
 * {@link ergode.report.Page} is a list of {@link ergode.report.Section}s, and {@link
 * ergode.report.Report#render} turns it into named files.
 */
@NullMarked
package ergode.report;

import org.jspecify.annotations.NullMarked;
