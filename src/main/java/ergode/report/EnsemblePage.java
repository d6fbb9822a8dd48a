package ergode.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** The page of one ensemble, made from its summary. */
public final class EnsemblePage {
  /** File names of the figures that a page may have. */
  public static final Set<String> FIGURES =
      Set.of("density.png", "trajectories.png", "energy-drift.png", "initial-angles.png");

  private final EnsembleSummary summary;
  private final List<String> datasets;
  private final double l1;
  private final double l2;
  private final boolean equalPendulums;

  /**
   * A page about a summary.
   *
   * @param datasets how each data set is called, by its number
   * @param l1 length of the upper rod, m; NaN if the data sets differ in it
   * @param l2 length of the lower rod, m; NaN likewise
   * @param equalPendulums whether both masses and both lengths are equal
   */
  public EnsemblePage(
      EnsembleSummary summary,
      List<String> datasets,
      double l1,
      double l2,
      boolean equalPendulums) {
    this.summary = summary;
    this.datasets = List.copyOf(datasets);
    this.l1 = l1;
    this.l2 = l2;
    this.equalPendulums = equalPendulums;
  }

  /**
   * The page.
   *
   * @param extraFacts more headline numbers
   * @param configuration the configuration, key by key
   */
  public Page page(String title, String subtitle, List<Fact> extraFacts, List<Fact> configuration) {
    List<Section> sections = new ArrayList<>();
    List<Fact> numbers = numbers();
    numbers.addAll(extraFacts);
    sections.add(new NumbersSection("The numbers that matter", numbers));
    sections.add(new NotesSection("How to read this", notes()));
    if (summary.withoutLists() == 0) {
      sections.addAll(ofSavedStates());
    }
    sections.add(FigureSection.of(new DriftFigure(drift())));
    sections.add(FigureSection.of(new InitialPlaneFigure(plane())));
    sections.add(new TableSection("Configuration", "Key", "Origin", configuration));
    return new Page(title, subtitle, sections);
  }

  private List<Section> ofSavedStates() {
    List<Section> sections = new ArrayList<>();
    sections.add(FigureSection.of(density()));
    List<SampleTrajectory> samples = samples();
    List<SampleTrajectory> moving = animated(samples);
    // a pendulum cannot be drawn with another one's rods
    if (!moving.isEmpty() && Double.isFinite(l1 + l2)) {
      sections.add(new PendulumSection("The pendulum in motion", l1, l2, moving));
    }
    if (!samples.isEmpty()) {
      sections.add(FigureSection.of(new TrajectoriesFigure(samples, summary.rule().cut())));
    }
    return sections;
  }

  private List<Fact> numbers() {
    long rows = summary.rows();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Trajectories",
            Numbers.grouped(rows),
            Numbers.grouped(summary.points()) + " saved states"));
    facts.add(
        new Fact(
            "Chaotic by the angle rule",
            Numbers.grouped(summary.chaoticRuns()),
            Numbers.percent(summary.chaoticRuns(), rows) + " of all"));
    facts.add(
        new Fact(
            "Failed", Numbers.grouped(summary.failed()), "runs that did not reach the end time"));
    facts.add(
        new Fact(
            "Largest energy drift",
            Numbers.scientific(summary.maxEnergyDrift()),
            "of the energy scale m₁gl₁ + m₂g(l₁ + l₂)"));
    if (rows > 0) {
      facts.add(
          new Fact(
              "Steps per run",
              Numbers.fixed((double) summary.steps() / rows, 1),
              "accepted, and "
                  + Numbers.fixed((double) summary.rejected() / rows, 1)
                  + " rejected"));
    }
    return facts;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "A run is labelled chaotic if |θ₁| or |θ₂| exceeds "
            + Numbers.fixed(summary.rule().cut(), 4)
            + " rad at a saved point. This detects pendulums that flip; many chaotic orbits never"
            + " do, so it is a lower bound on chaos.");
    if (summary.failed() > 0) {
      notes.add(
          Numbers.grouped(summary.failed())
              + " runs failed; they count as what they did until then. Their status column says"
              + " why.");
    }
    if (summary.withoutLists() > 0) {
      notes.add(
          Numbers.grouped(summary.withoutLists())
              + " runs are rows of a summary (save.content = summary), without saved states: the"
              + " density, the sample runs and the animation are left out.");
    }
    if (summary.rows() == 0) {
      notes.add("The data sets hold no trajectories.");
    }
    return notes;
  }

  private DensityFigure density() {
    return new DensityFigure(
        Density.nonChaotic(summary.nonChaotic.densityGrid(Bins.angles()), summary.nonChaotic.runs),
        Density.chaotic(summary.chaotic.densityGrid(Bins.angles()), summary.chaotic.runs));
  }

  private List<SampleTrajectory> samples() {
    List<SampleTrajectory> samples = new ArrayList<>();
    for (LabelSummary.SampledRun run : summary.nonChaotic.samples.items()) {
      samples.add(sample(run, false));
    }
    for (LabelSummary.SampledRun run : summary.chaotic.samples.items()) {
      samples.add(sample(run, true));
    }
    return samples;
  }

  private SampleTrajectory sample(LabelSummary.SampledRun run, boolean chaotic) {
    double[] time = new double[run.theta1().length];
    for (int k = 0; k < time.length; k++) {
      time[k] = run.t0() + k * run.dt();
    }
    String name = "sim_id " + run.simId();
    return new SampleTrajectory(
        datasets.size() > 1 ? datasets.get(run.dataset()) + ", " + name : name,
        chaotic,
        Series.of(time),
        Series.of(run.theta1()),
        Series.of(run.theta2()));
  }

  /** One of each label, as far as there are any. */
  private static List<SampleTrajectory> animated(List<SampleTrajectory> samples) {
    List<SampleTrajectory> chosen = new ArrayList<>();
    samples.stream().filter(run -> !run.chaotic()).findFirst().ifPresent(chosen::add);
    samples.stream().filter(SampleTrajectory::chaotic).findFirst().ifPresent(chosen::add);
    return chosen;
  }

  private DriftHistogram drift() {
    List<DriftHistogram.Mark> marks =
        summary.maxEnergyDrift() > 0
            ? List.of(new DriftHistogram.Mark("max", summary.maxEnergyDrift()))
            : List.of();
    return new DriftHistogram(
        LabelSummary.DECADES,
        LongStream.of(summary.nonChaotic.drift).boxed().toList(),
        LongStream.of(summary.chaotic.drift).boxed().toList(),
        summary.nonChaotic.driftOutside + summary.chaotic.driftOutside,
        marks);
  }

  private InitialPlane plane() {
    Bins x = summary.theta1();
    Bins y = summary.theta2();
    CountGrid.Builder all = LabelSummary.grid(x, y, summary.chaotic.initial);
    for (int i = 0; i < x.count(); i++) {
      for (int j = 0; j < y.count(); j++) {
        all.add(i, j, summary.nonChaotic.initial[i * y.count() + j]);
      }
    }
    long outside = summary.nonChaotic.initialOutside() + summary.chaotic.initialOutside();
    List<InitialPlane.Point> points = new ArrayList<>(summary.nonChaotic.points.items());
    points.addAll(summary.chaotic.points.items());
    return new InitialPlane(
        all.addOutside(outside).build(),
        LabelSummary.grid(x, y, summary.chaotic.initial)
            .addOutside(summary.chaotic.initialOutside())
            .build(),
        points,
        equalPendulums && summary.isAtRest());
  }
}
