/** How programs and logs of other tools get here, and what is put right on the way. */

export type Way = {
  id: string
  /** The tools, as their users call them. */
  title: string
  code: string
  /** What is put right, or what one should know. */
  notes: string
}

/** A comment, so that all of it can be pasted into a script. */
const python = '# once, in a terminal: curl -O http://127.0.0.1:3000/lossglass.py'

export const ways: readonly Way[] = [
  {
    id: 'pytorch',
    title: 'PyTorch, or any loop in Python',
    code: `${python}
import lossglass
run = lossglass.init(project="mine", config={"lr": 0.1})
# optional: logs lr and gradient norm, and names the loss
lossglass.watch(optimizer=optimizer, criterion=criterion)
for step, batch in enumerate(batches, 1):
    lossglass.log({"train/loss": train_on(batch)}, step=step)
lossglass.finish()`,
    notes:
      'One file without dependencies. log takes a microsecond and never waits; NaN and infinity are kept.',
  },
  {
    id: 'lightning',
    title: 'Lightning',
    code: `${python}
import lossglass
trainer = L.Trainer(logger=lossglass.LightningLogger(project="mine"))`,
    notes: 'Steps are those of the trainer; epoch means stand at the step at which their epoch ended.',
  },
  {
    id: 'keras',
    title: 'Keras',
    code: `${python}
import lossglass
model.fit(x, y, callbacks=[lossglass.KerasCallback(project="mine")])`,
    notes:
      'Epochs become optimizer steps. The training loss of an epoch is the running mean that Keras gives.',
  },
  {
    id: 'transformers',
    title: 'Hugging Face Transformers and TRL',
    code: `${python}
import lossglass
trainer = Trainer(..., callbacks=[lossglass.TransformersCallback(project="mine")])`,
    notes:
      'The Trainer writes 0.0 for a loss that is NaN unless logging_nan_inf_filter=False is among its arguments: set it.',
  },
  {
    id: 'boosting',
    title: 'XGBoost and LightGBM',
    code: `${python}
import lossglass
xgboost.train(params, data, evals=evals, callbacks=[lossglass.XGBoostCallback(project="mine")])
lightgbm.train(params, data, valid_sets=sets, callbacks=[lossglass.LightGBMCallback(project="mine")])`,
    notes: 'A step is a round.',
  },
  {
    id: 'mlflow',
    title: 'MLflow: any client, autologging, report_to="mlflow"',
    code: 'export MLFLOW_TRACKING_URI=http://127.0.0.1:3000',
    notes:
      'Nothing else changes. Values that were logged without a step are counted. Files and models are taken and not kept.',
  },
  {
    id: 'wandb',
    title: 'Weights & Biases',
    code: 'export WANDB_BASE_URL=http://127.0.0.1:3000 WANDB_API_KEY=0000000000000000000000000000000000000000',
    notes:
      'No account is asked for. Its client sends every fifteen seconds. Media, system metrics and files are not kept.',
  },
  {
    id: 'trackio',
    title: 'Trackio: its client, report_to="trackio"',
    code: 'export TRACKIO_SERVER_URL=http://127.0.0.1:3000 TRACKIO_WRITE_TOKEN=any',
    notes: 'The Trainer counts its calls of log as steps there: here the step is that of the training.',
  },
  {
    id: 'swanlab',
    title: 'SwanLab',
    code: 'export SWANLAB_API_HOST=http://127.0.0.1:3000/api SWANLAB_API_KEY=000000000000000000000',
    notes:
      'No account is asked for. Its client writes NaN for infinity too. Media and values of the machine are not kept.',
  },
  {
    id: 'clearml',
    title: 'ClearML',
    code: `export CLEARML_API_HOST=http://127.0.0.1:3000 CLEARML_WEB_HOST=http://127.0.0.1:3000
export CLEARML_FILES_HOST=http://127.0.0.1:3000/clearml-files CLEARML_API_ACCESS_KEY=any CLEARML_API_SECRET_KEY=any`,
    notes:
      'Its client sends 0.0 for NaN and infinity, unless Logger.set_reporting_nan_value says otherwise. It hears that a run is to stop, and then ends its program itself.',
  },
  {
    id: 'files',
    title:
      'Logs that are there: TensorBoard, CSV, trainer_state.json, .wandb, .swanlab, mlruns, archives of Comet and ClearML and two dozen others',
    code: `npm start -- --logdir path/to/logs    # follows every log below, while it is written
npm run import -- path/to/logs        # once, for a server that runs`,
    notes:
      'Known by their content, packed by gzip too. What a tool bends is put right or said on the run; importing again changes nothing.',
  },
  {
    id: 'node',
    title: 'Node',
    code: `import { startRun } from 'lossglass/client'
const run = startRun({ name: 'my loop' })
for (let step = 1; step <= 100; step++) run.log(step, { 'train/loss': 1 / step })
await run.finish()`,
    notes: 'Install it with npm install and the path of this program.',
  },
  {
    id: 'http',
    title: 'Anything that speaks HTTP',
    code: `curl http://127.0.0.1:3000/api/ingest -d '{"events": [
  {"type": "run-started", "run": {"id": "mine", "name": "my run"}},
  {"type": "points", "runId": "mine", "series": [{"name": "train/loss", "steps": [1, 2], "values": [2.3, "NaN"]}]}]}'`,
    notes: 'Bare NaN and Infinity, as Python writes them, are read too.',
  },
  {
    id: 'agents',
    title: 'Agents, by MCP',
    code: '{"mcpServers": {"lossglass": {"type": "http", "url": "http://127.0.0.1:3000/mcp"}}}',
    notes:
      'They find the run in trouble, say why, and compare. They only read, unless the server was started with --mcp-allow-write. People and scripts have the same in a terminal: npx lossglass --help.',
  },
]
