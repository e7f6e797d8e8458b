import java.io.FileInputStream;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.Map;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of each file and flavour on one line whether it conforms, and if not which rules are broken. */
class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (String flavour : Arrays.asList("3a", "ua1")) {
                System.out.println(file + "\t" + flavour + "\t" + judge(file, PDFAFlavour.fromString(flavour)));
            }
        }
    }

    private static String judge(String file, PDFAFlavour flavour) throws Exception {
        try (FileInputStream content = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(content, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            return result.isCompliant() ? "conforms" : broken(result);
        }
    }

    private static String broken(ValidationResult result) {
        Map<String, String> rules = new TreeMap<>();
        for (TestAssertion failed : result.getTestAssertions()) {
            rules.put(failed.getRuleId().getClause() + "-" + failed.getRuleId().getTestNumber(), failed.getMessage());
        }
        return rules.toString();
    }
}
