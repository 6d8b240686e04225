/** The buttons below a form. */
export interface FormActionsProps {
  label: string;
  spendsCredits: boolean;
  /** Takes the sample clip; undefined while addresses are wanted. */
  takeSample: (() => void) | undefined;
}

/** Sends the form, or puts the sample clip into it. */
export function FormActions({ label, spendsCredits, takeSample }: FormActionsProps) {
  return (
    <div className="actions">
      <button type="submit" className="primary">
        {spendsCredits ? `${label} (spends credits)` : label}
      </button>
      {takeSample && (
        <button type="button" onClick={takeSample}>
          Use the sample clip
        </button>
      )}
    </div>
  );
}
