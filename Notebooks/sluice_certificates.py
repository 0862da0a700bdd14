"""What a certificate says of a gradient rule, as `sluice compare` says it."""

import numpy as np

# Standard errors that a bias must be from 0 to be seen: by chance 6·10⁻⁷ of unbiased derivatives are.
DEVIATIONS = 5
# The share of the exact gradient's norm below which nothing is told from rounding.
FLOOR = 1e-9
# The largest standard error of a certified gradient whose exact value is a closed form, as a share of its norm.
REACH = 0.05


def judged(certificate):
    """The rows of certificate.csv for whole gradients and for single parameters, with verdicts.

    All sizes are relative to the norm of the exact gradient. `furthest` is the bias of the parameter `of` in its standard errors, errors of
    the exact value and rounding counted in: beyond `DEVIATIONS` exactly where the verdict is "bias seen". The length of the true bias lies
    between `lowest`, which is 0 exactly where no bias is seen, and `highest`; the measured length `bias` lies between them too.
    """
    whole = certificate[certificate.parameter == "all"]
    sound = whole[np.isfinite(whole[["exact", "bias", "variance"]]).all(axis=1) & (whole.exact > 0)].copy()
    sound["left_out"] = len(whole) - len(sound)
    sound = sound.rename(columns={"exact": "norm"})
    parameters = certificate[certificate.parameter != "all"].merge(sound[["cell_id", "norm"]], on="cell_id")
    for frame in (sound, parameters):
        for column, power in [("bias", 1), ("bias_se", 1), ("exact_error", 1), ("variance", 2)]:
            frame[column] = frame[column] / frame.norm ** power
    parameters["reach"] = np.maximum(DEVIATIONS * parameters.bias_se, FLOOR) + parameters.exact_error
    parameters["unresolved"] = parameters.exact_error > np.maximum(0.1 * parameters.bias_se, FLOOR)
    parameters["scatters"] = parameters.bias_se > 1e-12
    parameters["errors"] = DEVIATIONS * parameters.bias / parameters.reach
    parameters["layers"] = parameters.parameter.str.extract(r"^layer(\d+)\.", expand=False).dropna().nunique()
    sound["length"] = sound["mean"] / sound.norm
    return _verdicts(sound, parameters), parameters


def _verdicts(whole, parameters):
    """The whole gradients with what their parameters say of them."""
    resolved = parameters[~parameters.unresolved]
    distance = resolved.errors.abs()
    places = distance.groupby(resolved.cell_id).idxmax()
    worst = resolved.loc[places].set_index("cell_id")
    excess = (resolved.bias.abs() - resolved.reach).groupby(resolved.cell_id).max()
    open_ = parameters.groupby("cell_id").unresolved.any()
    whole["furthest"] = whole.cell_id.map(worst.errors.abs()).fillna(0)
    whole["of"] = whole.cell_id.map(worst.parameter).where(whole.furthest > 1e-6, "").fillna("")
    seen = whole.furthest > DEVIATIONS
    unsure = ~seen & whole.cell_id.map(open_).fillna(False).astype(bool)
    uncertified = ~seen & ~unsure & (whole.exact_by == "moments") & ~(whole.bias_se <= REACH)
    whole["verdict"] = np.select([seen, unsure, uncertified], ["bias seen", "unresolved", "not certified"], "no bias seen")
    whole["lowest"] = whole.cell_id.map(excess).fillna(0).clip(lower=0).where(seen, 0)
    whole["highest"] = whole.bias + DEVIATIONS * whole.bias_se + whole.exact_error
    return whole
