from stable_baselines3.common.logger import configure
from training import steps

logger = configure("files", ["csv", "json", "tensorboard"])
for step, loss, val in steps():
    logger.record("time/total_timesteps", step)
    logger.record("train/loss", loss)
    if val is not None:
        logger.record("eval/loss", val)
    logger.dump(step)
logger.close()
