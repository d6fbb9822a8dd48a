package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitialPlaneFigureTest {
  private static final Bins SIDE = new Bins(-2, 2, 4);
  private static final int LEFT = InitialPlaneFigure.LEFT;
  private static final int TOP = InitialPlaneFigure.TOP;
  private static final int PANEL = InitialPlaneFigure.PANEL;

  private static CountGrid.Builder grid() {
    return CountGrid.builder(SIDE, SIDE);
  }

  @Test
  void mapShowsTheShareOfChaoticRunsPerCell() {
    CountGrid.Builder runs = grid();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        runs.add(i, j, i == 2 && j == 2 ? 0 : 100);
      }
    }
    CountGrid chaotic = grid().add(0, 3, 50).add(3, 0, 100).build();
    InitialPlaneFigure figure =
        new InitialPlaneFigure(new InitialPlane(runs.build(), chaotic, List.of(), false));
    Pixels pixels = Pixels.of(figure);
    int half = PANEL / 8;
    assertThat(pixels.rgb(LEFT + half, TOP + half)).isEqualTo(Cubehelix.ON_PAPER.rgb(0.5));
    assertThat(pixels.rgb(LEFT + PANEL - half, TOP + PANEL - half))
        .isEqualTo(Cubehelix.ON_PAPER.rgb(1));
    assertThat(pixels.rgb(LEFT + half, TOP + PANEL - half)).isEqualTo(0xFFFFFF);
    assertThat(pixels.rgb(LEFT + 5 * half, TOP + 3 * half))
        .isEqualTo(Style.GRID.getRGB() & 0xFFFFFF);
    assertThat(figure.caption()).contains("150 of 1,500 runs are chaotic (10.0 %)");
  }

  @Test
  void fewRunsAreDrawnAsPointsOfTheirColour() {
    CountGrid runs = grid().addPoint(1, 1).addPoint(-1, -1).build();
    CountGrid chaotic = grid().addPoint(1, 1).build();
    List<InitialPlane.Point> points =
        List.of(new InitialPlane.Point(1, 1, true), new InitialPlane.Point(-1, -1, false));
    InitialPlaneFigure figure =
        new InitialPlaneFigure(new InitialPlane(runs, chaotic, points, false));
    assertThat(figure.isMap()).isFalse();
    Pixels pixels = Pixels.of(figure);
    int quarter = PANEL / 4;
    assertThat(pixels.rgb(LEFT + 3 * quarter, TOP + quarter))
        .isEqualTo(Style.SECOND.getRGB() & 0xFFFFFF);
    assertThat(pixels.rgb(LEFT + quarter, TOP + 3 * quarter))
        .isNotIn(0xFFFFFF, Style.SECOND.getRGB() & 0xFFFFFF);
  }

  @Test
  void pointsThatMissChaoticRunsAreNotDrawn() {
    CountGrid runs = grid().addPoint(1, 1).addPoint(-1, -1).build();
    List<InitialPlane.Point> half = List.of(new InitialPlane.Point(1, 1, true));
    assertThat(new InitialPlaneFigure(new InitialPlane(runs, runs, half, false)).isMap()).isTrue();
  }

  @Test
  void flipBoundIsDrawnOnlyWhereItHolds() {
    CountGrid runs = grid().add(0, 0, 100).build();
    CountGrid none = grid().build();
    Color green = new Color(0x009E73);
    InitialPlaneFigure with = new InitialPlaneFigure(new InitialPlane(runs, none, List.of(), true));
    InitialPlaneFigure without =
        new InitialPlaneFigure(new InitialPlane(runs, none, List.of(), false));
    assertThat(Pixels.of(with).count(green)).isGreaterThan(500);
    assertThat(Pixels.of(without).count(green)).isZero();
    assertThat(with.caption()).contains("2 cos θ₁ + cos θ₂ = 1");
    assertThat(without.caption()).doesNotContain("cos");
  }

  @Test
  void noRunsAreDrawnAsANote() {
    InitialPlane empty = new InitialPlane(grid().build(), grid().build(), List.of(), true);
    Pixels pixels = Pixels.of(new InitialPlaneFigure(empty));
    assertThat(pixels.count(Style.EMPTY)).isGreaterThan(500_000);
  }

  @Test
  void refusesMoreChaoticRunsThanRunsAndTooManyPoints() {
    CountGrid one = grid().add(1, 2, 1).build();
    CountGrid two = grid().add(1, 2, 2).build();
    assertThatThrownBy(() -> new InitialPlane(one, two, List.of(), false))
        .hasMessage("cell (1, 2) has 2 chaotic runs of 1");
    List<InitialPlane.Point> many =
        new ArrayList<>(Collections.nCopies(20_001, new InitialPlane.Point(0, 0, false)));
    assertThatThrownBy(() -> new InitialPlane(one, one, many, false))
        .hasMessage("got 20001 points, at most 20000 are drawn");
  }
}
