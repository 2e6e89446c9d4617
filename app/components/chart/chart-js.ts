'use client'
/** The parts of Chart.js that are used, registered once; the only place that does so. */
import { Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js'

Chart.register(LineController, LineElement, PointElement, LinearScale)
