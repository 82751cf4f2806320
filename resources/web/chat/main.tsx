document.title="Kith";
