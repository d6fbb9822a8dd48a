// Animates double pendulums from the JSON beside them: angles in rad from the downward vertical,
// lengths in m, equally spaced frames. One clock drives all pendulums of a section.
(() => {
  "use strict";
  const TRAIL_SECONDS = 1.5;
  const MAX_STEP_SECONDS = 0.1;

  const pivotToBobs = (data, theta1, theta2) => {
    const x1 = data.l1 * Math.sin(theta1);
    const y1 = data.l1 * Math.cos(theta1);
    return [x1, y1, x1 + data.l2 * Math.sin(theta2), y1 + data.l2 * Math.cos(theta2)];
  };

  const stage = (canvas, data, run) => {
    const frames = run.theta1.length;
    const pen = canvas.getContext("2d");
    const bobs = (at) => {
      const i = Math.min(Math.floor(at), frames - 1);
      const j = Math.min(i + 1, frames - 1);
      const w = at - i;
      return pivotToBobs(
        data,
        run.theta1[i] * (1 - w) + run.theta1[j] * w,
        run.theta2[i] * (1 - w) + run.theta2[j] * w
      );
    };

    // The drawing is as large as the motion allows, with the pivot in the middle of the width.
    let half = 0.2 * (data.l1 + data.l2);
    let top = -0.1 * (data.l1 + data.l2);
    let bottom = -top;
    for (let i = 0; i < frames; i += 1) {
      const [x1, y1, x2, y2] = bobs(i);
      half = Math.max(half, Math.abs(x1), Math.abs(x2));
      top = Math.min(top, y1, y2);
      bottom = Math.max(bottom, y1, y2);
    }

    let drawn = 0;
    const draw = (time) => {
      const ratio = window.devicePixelRatio || 1;
      const side = Math.max(1, Math.round(canvas.clientWidth * ratio));
      if (canvas.width !== side) {
        canvas.width = side;
        canvas.height = side;
      }
      const unit = (side * 0.86) / Math.max(2 * half, bottom - top);
      const x = (metres) => side / 2 + unit * metres;
      const y = (metres) => side / 2 + unit * (metres - (top + bottom) / 2);
      const colors = getComputedStyle(canvas);
      const at = Math.min(time / run.step, frames - 1);
      const [x1, y1, x2, y2] = bobs(at);
      pen.clearRect(0, 0, side, side);

      const length = TRAIL_SECONDS / run.step;
      pen.strokeStyle = colors.getPropertyValue("--second");
      pen.lineWidth = 2 * ratio;
      let [, , fromX, fromY] = bobs(Math.max(0, at - length));
      for (let i = Math.floor(Math.max(0, at - length)) + 1; i <= Math.ceil(at); i += 1) {
        const [, , toX, toY] = bobs(Math.min(i, at));
        pen.globalAlpha = Math.max(0, 1 - (at - i) / length) ** 2 * 0.9;
        pen.beginPath();
        pen.moveTo(x(fromX), y(fromY));
        pen.lineTo(x(toX), y(toY));
        pen.stroke();
        [fromX, fromY] = [toX, toY];
      }
      pen.globalAlpha = 1;

      pen.strokeStyle = colors.getPropertyValue("--ink");
      pen.lineWidth = 2.5 * ratio;
      pen.beginPath();
      pen.moveTo(x(0), y(0));
      pen.lineTo(x(x1), y(y1));
      pen.lineTo(x(x2), y(y2));
      pen.stroke();
      const dot = (cx, cy, radius, color) => {
        pen.fillStyle = colors.getPropertyValue(color);
        pen.beginPath();
        pen.arc(x(cx), y(cy), radius * ratio, 0, 2 * Math.PI);
        pen.fill();
      };
      dot(0, 0, 3.5, "--faint");
      dot(x1, y1, 8, "--accent");
      dot(x2, y2, 8, "--second");
      drawn += 1;
      canvas.dataset.framesDrawn = String(drawn);
    };
    return { draw, duration: (frames - 1) * run.step };
  };

  const animate = (root) => {
    const data = JSON.parse(root.querySelector("script").textContent);
    const canvases = root.querySelectorAll("canvas");
    const stages = data.runs.map((run, i) => stage(canvases[i], data, run));
    const duration = Math.max(...stages.map((s) => s.duration));
    const button = root.querySelector("button");
    const speed = root.querySelector("select");
    const slider = root.querySelector("input");
    const clock = root.querySelector("output");
    let time = 0;
    let last = 0;
    let playing = false;

    const show = () => {
      stages.forEach((s) => s.draw(time));
      slider.value = String(Math.round((1000 * time) / duration));
      clock.textContent = `${time.toFixed(2)} s`;
    };
    const tick = (now) => {
      if (!playing) {
        return;
      }
      const elapsed = Math.min(Math.max(now - last, 0) / 1000, MAX_STEP_SECONDS);
      last = now;
      time = (time + elapsed * Number(speed.value)) % duration;
      show();
      requestAnimationFrame(tick);
    };
    const play = (on) => {
      if (on && !playing) {
        last = performance.now();
        requestAnimationFrame(tick);
      }
      playing = on;
      button.textContent = on ? "Pause" : "Play";
    };
    button.addEventListener("click", () => play(!playing));
    slider.addEventListener("input", () => {
      time = (Number(slider.value) / 1000) * duration;
      show();
    });
    addEventListener("resize", show);
    show();
    play(!matchMedia("(prefers-reduced-motion: reduce)").matches);
  };

  document.querySelectorAll("[data-pendulum]").forEach(animate);
})();
