/** Between the buttons that import files and the one dialog, which outlives the page that they are on. */
let choose = () => {}

export const importing = {
  chooseFiles: () => choose(),
  /** What the buttons do; gives back what takes that away. */
  setChooser(chooser: () => void): () => void {
    choose = chooser
    return () => {
      choose = () => {}
    }
  },
}
